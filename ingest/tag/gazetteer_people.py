"""Given names common in the United Kingdom and Ireland, titles of courtesy, letters after a name, as data."""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """Aaron Abbie Abdul Abigail Adam Adele Adrian Ahmed Aidan Aileen Aimee Alan Alana Alasdair Alastair Albert Alec Alex Alexander Alexandra Alexis Alf Alfie Alfred Ali Alice Alicia Alison Alistair
    Allan Allen Allison Alma Alun Alwyn Amanda Amber Amelia Amina Amir Amjad Amy Anastasia Andrea Andrew Andy Aneurin Angela Angie Angus Anita Ann Anna Annabel Anne Annette Annie Anthea Anthony Antoinette Antonia Antony Anwar Aoife
    April Archie Arfan Arjun Arthur Asha Ashley Asif Athena Audrey Austin Ava Avril Barbara Barry Bart Beatrice Becca Becky Belinda Ben Benedict Benjamin Bernadette Bernard Bernie Bert Bertie Beryl Bethan Bethany Betty Bev Beverley Beverly Bill
    Billy Blair Bob Bobby Brad Bradley Brenda Brendan Brian Bridget Bronwen Bruce Bryan Bryn Callum Calum Cameron Camilla Candice Carina Carl Carla Carol Carole Caroline Carolyn Carrie Carwyn Caryl Catherine Cathal Cathy Cecil Cecilia Celia Ceri Charles Charlie
    Charlotte Chelsea Cherry Cheryl Chloe Chris Chrissie Christian Christina Christine Christopher Ciara Cillian Claire Clara Clare Claudia Clifford Clive Colette Colin Colm Conal Conor Connor Cora Cormac Craig Cynthia Cyril Dafydd Daisy Dale Damian Damien Dan Daniel
    Danielle Danny Daphne Darren Daryl Dave David Davina Dawn Dean Debbie Debora Deborah Debra Declan Dee Deepak Deirdre Delyth Denise Denis Dennis Derek Derrick Dermot Desmond Diana Diane Dianne Dilys Dinah Dominic Don Donal Donald Donna Dora Doreen Doris Dorothy Doug Douglas Duncan Dylan
    Eamon Eamonn Eddie Edgar Edith Edmund Edna Eduardo Edward Edwin Eileen Eilidh Elaine Eleanor Elena Eli Elinor Elisabeth Elise Eliza Elizabeth Ella Ellen Ellie Elliot Elliott Eloise Elsie Elspeth Emer Emilia Emily Emma Emmanuel Enid Eoin Eric Erica Erin Ernest Esme Esther
    Ethan Ethel Eugene Eunice Eva Evan Eve Evelyn Ewan Faisal Faith Farah Farhan Fatima Fay Faye Felicity Felix Fergus Fiona Fionnuala Flora Florence Frances Francesca Francis Frank Frankie Fraser Fred Freda Freddie Frederick Freya Gabriel Gabrielle Gail Gareth Garry
    Gary Gavin Gay Gaynor Gemma Geoff Geoffrey George Georgia Georgie Georgina Gerald Geraldine Gerard Gerry Gethin Gilbert Giles Gill Gillian Gina Gladys Glen Glenda Glenn Gloria Glyn Glynis Gordon Graham Grace Graeme Grainne Grant Greg Gregory Greta Guy Gwen Gwenda Gwyn Gwyneth Hannah Harold Harriet Harry
    Harvey Hassan Hayley Hazel Heather Hector Heidi Helen Helena Henrietta Henry Herbert Hilary Hilda Holly Hope Horace Howard Huw Hugh Hugo Hussain Ian Ibrahim Ieuan Iain Imelda Imogen Imran Ingrid Iona Irene Iris Isaac Isabel Isabella Isabelle Isla Isobel Ivan Ivor Ivy Jack Jackie
    Jacob Jacqueline Jacqui Jade Jaime Jake James Jamie Jan Jane Janet Janette Janice Jared Jasmine Jason Jasper Javed Jay Jayne Jean Jeanette Jed Jeff Jeffrey Jemma Jen Jennie Jennifer Jenny Jeremy Jerry Jess Jessica Jessie Jill Jim Jimmy Jo Joan Joanna Joanne Joe Joel John Johnathan Johnny Jon Jonathan Jonny Jordan
    Josephine Joseph Josh Joshua Josie Joy Joyce Juan Judith Judy Jules Julia Julian Julie Juliet Juliette June Justin Justine Kaitlin Karen Karin Karl Karolina Kat Kate Katharine Katherine Kathleen Kathryn Kathy Katie Katy Katrina Kay Keith Keiron Kelly Kelvin Ken Kenneth Kenny Kerry Kerri Kevin Khalid Kieran Kieron Kim Kimberley Kirsten Kirsty
    Kris Kristen Kumar Kyle Lance Lara Laura Lauren Laurence Lawrence Leah Leanne Lee Leigh Len Lena Leo Leon Leonard Leonie Les Lesley Leslie Lewis Liam Lidia Lilian Lily Lin Linda Lindsay Lindsey Lionel Lisa Liz Liza Lloyd Logan Lois Lorna Lorraine Lottie Lou Louis Louisa Louise Lucas
    Lucia Lucinda Lucy Luke Lydia Lyn Lynda Lyndsey Lynette Lynn Lynne Lynsey Mabel Madeleine Madeline Maggie Mahmood Mairead Malachy Malcolm Mandy Marc Marcia Marcus Margaret Margery Margot Maria Marian Marianne Marie Marilyn Marina Marion Marjorie Mark Marlene Martha Martin Martina Martyn Mary Matt Matthew Maud
    Maura Maureen Maurice Mavis Max Maxine Meg Megan Mel Melanie Melissa Melvin Mervyn Mia Micah Michael Michaela Michele Michelle Mick Miguel Mike Mildred Miles Millie Miranda Miriam Mohamed Mohammad Mohammed Moira Molly Mona Monica Morag Morgan Muhammad Muriel Mustafa Myles Myra Nadia Nadine Naheed Nancy Naomi Natalie
    Natasha Nathan Nathaniel Neal Ned Neil Nell Nerys Nesta Nia Niall Niamh Nicholas Nick Nicky Nicki Nicola Nicole Nigel Nikki Nina Noah Noel Nora Noreen Norma Norman Nuala Olga Oliver Olive Olivia Ollie Omar Orla Oscar Osman Oswald Owen Paddy Padraig Pam Pamela Pascal Pat Patricia Patrick Patsy Paul Paula Paulette Pauline
    Pawel Pearl Peggy Penelope Penny Perry Pete Peter Petra Phil Philip Philippa Phillip Phoebe Phyllis Pierre Piers Pippa Polly Poppy Priscilla Priya Rachael Rachel Rafael Raj Rajesh Ralph Ray Raymond Rebecca Reg Reginald Rehana Rene Rhian Rhiannon Rhodri Rhona Rhys Ric Ricardo Richard Rick Ricky
    Rita Rob Robbie Robert Roberta Robin Robyn Rod Roderick Rodney Roger Roisin Roland Rolf Ron Ronald Ronan Ronnie Rory Rosa Rosalind Rosanna Rose Roseanna Roseanne Rosemary Rosie Ross Rowan Rowena Roxanne Roy Ruby Rupert Russ Russell Ruth Ryan Sabrina Sadie Safia Saima Sajid Sally Salma Sam Samantha Samir
    Samuel Sandra Sandy Sanjay Sara Sarah Saul Scott Sean Seamus Sebastian Selina Serena Shabana Shahid Shane Shannon Sharon Shaun Shauna Sheena Sheila Shelagh Shelley Sheri Sheryl Shirley Shona Sian Sid Sidney Silvia Simon Simone Sinead Siobhan Sonia Sonya Sophia Sophie Stacey Stan Stanley Stella Stephanie Stephen Steph
    Steve Steven Stewart Stuart Sue Suki Sunita Susan Susanna Susanne Susie Suzanne Suzy Sylvia Tabitha Tam Tamara Tamsin Tania Tanya Tara Tariq Tasha Ted Teresa Terence Teri Terry Tess Tessa Thelma Theo Theresa Thomas Tiffany Tim Timothy Tina Toby Tom Tomas Tommy Toni Tony Tracey Tracy Trevor Tricia
    Trish Tristan Trudy Tudor Tyler Una Ursula Val Valerie Vanessa Vaughan Vera Verity Vernon Veronica Vicki Vickie Vicky Victor Victoria Vijay Vikki Vince Vincent Viola Violet Virginia Vivian Vivien Vivienne Wally Walter Wanda Warren Wayne Wendy Wilf Wilfred Will William Wilma Winifred Winston Xavier Yasmin
    Yvette Yvonne Zachary Zahid Zara Zoe Zoë Siân Seán Sinéad Róisín Pádraig Ciarán Máire Conchubhair Noelle Joanie Emmett Eleanora Jerome Kieren Geraint Emyr Gwilym Hywel Iwan Llinos Mair Meirion Menna Owain Rhodri Tegwen Angharad Catrin Eirlys Elwyn Ifan Ioan Idris Mererid Nerys""".split()
) - frozenset({"Chelsea", "April", "June", "Hope", "Faith", "Grant", "Will", "Gay", "Joy", "May", "Bill", "Mark", "Rose", "Dale", "Holly", "Ivy", "Olive", "Pearl", "Ruby", "Poppy", "Violet", "Cherry", "Hazel", "Heather", "Penny", "Lance", "Miles", "Don", "Art", "Guy", "Max", "Pat", "Rob", "Sue", "Dean", "Jan", "Christian", "Iris", "Jade", "Amber", "Dawn", "Eve", "Virginia", "Georgia", "Victoria", "Florence", "Lily", "Blair", "Morgan", "Jordan", "Sandy", "Warren", "Val", "Grace", "Mercy", "Cecil", "Logan", "Daisy", "Angus", "Clare", "Kerry", "Barry", "Stan", "Lee", "Ray", "Drew", "Len", "Mel", "Fay", "Lin", "Flora", "Tudor", "Ali", "Kim"})  # fmt: skip

# Given names that are words or places too: only before a surname that is none.
WORDLIKE_GIVEN_NAMES = frozenset(
    """April June Grant Bill Mark Rose Dale Holly Ruby Poppy Penny Heather Hazel Don Guy Max Pat Rob Sue Dean Jan Christian Dawn Eve Victoria Florence Lily Morgan Jordan Sandy Warren Val Grace Barry Clare Kerry Lee Ray Len Mel Fay Lin Ali Kim Joy Daisy Iris Amber Angus Will Stan Faith Hope""".split()
)

COURTESY = [
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Sir", "Dame", "Lord", "Lady", "Baroness", "Baron", "Rev", "Revd", "Reverend", "Canon", "Fr", "Father", "Capt", "Captain", "Major", "Col", "Colonel", "Lt Col", "Hon", "The Hon", "Rt Hon", "Justice", "Brigadier", "MR", "MRS", "MS", "MISS", "DR",
]  # fmt: skip

# Roles that stand before a name; the role itself is tagged by roles.py.
POSTS_BEFORE_NAMES = [
    "Cllr", "Cllrs", "Cllr.", "Clr", "Councillor", "Councillors", "CLLR", "Alderman", "PCSO", "PC", "DC", "DS", "DI", "DCI", "Sgt", "Sergeant", "Inspector", "Insp", "Chief Inspector", "Superintendent", "Supt", "Chief Superintendent", "ACC", "DCC", "CC", "Chief Constable", "Commander", "Constable", "PCC", "Commissioner", "Mayor", "Judge",
    "T/Insp", "A/Insp", "T/Supt", "T/ACC", "Ch Insp", "Ch Supt",
]  # fmt: skip

LETTERS_AFTER = frozenset("BA BSc MA MSc MBA PhD LLB OBE MBE CBE KBE DBE QPM CPFA CIPFA FCA ACA FRICS MRICS KC QC JP DL TD PC RN MEP MP MSP BEM CVO CB CMG FRSA FCIPD MCIPD Solicitor Barrister Esq Snr Jnr Junr OBE. MBE.".split())

# Words that are never part of a person's name, beside those of bodies and titles.
NOT_NAMES = frozenset(
    """Tel Email Phone Fax Website Web Http Www Dear Regards Yours Sincerely Faithfully Minutes Agenda Report Present Apologies Absent Attendance Attendees Chair Vice Members Public Officers Guests Invited Proposed Seconded Resolved
    RESOLVED AGREED NOTED Agreed Action ACTION Actions Item Page Table Appendix Annex Section Schedule Part Note Notes Date Time Venue Location Subject Title From To Cc Re Ref January February March April May June July August September October
    November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Road Street Lane Avenue Close Drive Way Crescent Terrace House Hall Court Farm Cottage Park Green Field Hill Wood Bridge Church School Centre Village Town City County Parish District
    Borough Council Committee Panel Board Group Team Unit Service Services Police Force Constabulary Trust Ltd Limited Plan Plans Strategy Programme Project Scheme Fund Act Bill Policy Review Meeting Update Works Work Community Public Private National Local North South East West New
    Old Upper Lower Great Little Royal The And Of For In On At By With A An This That These Those Is Are Was Were Be Been Has Have Had Will Would Shall Should May Might Can Could Must Not No Yes All Any Some Each Every Both Between During After Before Since Until About Over Under
    Crime Crimes Victim Victims Witness Offender Offenders Safety Justice Commissioner Constable Inspector Sergeant Superintendent Chief Deputy Assistant Head Director Manager Officer Clerk Councillor Cllr Mayor Leader Minister Secretary Treasurer President Governor Coordinator Analyst
    Budget Finance Financial Precept Grant Income Expenditure Total Cost Costs Balance Reserve Reserves Planning Application Applications Highway Highways Parking Traffic Speed Footpath Playground Cemetery Allotment Flood Water Waste Broadband Defibrillator Bus Rail Station Airport Hospital
    Health Care Education Training Data Information Digital Freedom Speech Rights Human Modern Slavery Domestic Abuse Violence Sexual Hate Drug Drugs Alcohol Substance Mental Welfare Recruitment Volunteer Volunteers Female Male Women Men Children Young People Youth Family Families Boys Girls
    Covid Coronavirus Brexit Christmas Easter Spring Summer Autumn Winter Investing Securing Tackling Supporting Working Keeping Making Building Improving Fee Fees Rent Hire Insurance Audit Bank Account Accounts Interest Donation Donations Subscription Invoice Payment Payments Cheque Transfer VAT
    Annual General Special Ordinary Extraordinary Quarter Quarterly Monthly Weekly Daily Yearly First Second Third Fourth Last Next Previous Following Current Open Closed Draft Final Approved Signed Dated Received Sent Bin Bins Tree Trees Grass Cutting Hedge Ditch Drain Pond River Stream Canal Land Site Sites
    Please Thank Thanks Sorry Welcome Protected Characteristics Equality Diversity Inclusion Human Shared Prosperity Capital Revenue Treasury Pension Pensions Benefit Benefits Credit Tax Levy Duty Bill Bills
    Rescue Fire Ambulance Coastguard Hospice Library Libraries Museum Theatre Festival Fair Fayre Market Shop Pub Inn Arms Hotel Restaurant Cafe Club Society Association Federation Union Party Labour Conservative Conservatives Liberal Democrat Democrats Green Independent Reform Government Parliament Cabinet Department""".split()
)
