"""Countries, regions, counties, cities and larger towns of the United Kingdom and Ireland, as data."""

from __future__ import annotations

_COUNTRIES = """United Kingdom|UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Ireland|Republic of Ireland|France|Germany|Italy|Spain|
Portugal|Netherlands|Belgium|Denmark|Sweden|Norway|Finland|Iceland|Poland|Romania|Bulgaria|Hungary|Austria|Switzerland|Greece|Turkey|Ukraine|Russia|
China|Japan|India|Pakistan|Bangladesh|Australia|New Zealand|Canada|United States|United States of America|USA|Mexico|Brazil|South Africa|Nigeria|
Kenya|Ghana|Egypt|Israel|Syria|Iraq|Iran|Afghanistan|Albania|Vietnam|Hong Kong|Singapore|Lithuania|Latvia|Estonia|Slovakia|Slovenia|Croatia|
Serbia|Czech Republic|Malta|Cyprus|Gibraltar|Jersey|Guernsey|Isle of Man|Luxembourg|Europe"""

_REGIONS = """North East|North West|South East|South West|East Midlands|West Midlands|East Anglia|East of England|North East England|North West England|
South East England|South West England|Midlands|Home Counties|Tees Valley|Teesside|Tyneside|Wearside|Thames Valley|Thames Estuary|Merseyside|Humberside|
Humber|Tyne and Wear|Tyne & Wear|Yorkshire and the Humber|Yorkshire and Humber|Peak District|Lake District|Cotswolds|Wye Valley|Forest of Dean|Black Country|West Country|Wirral|
Yorkshire Dales|Wensleydale|Swaledale|Pennines|Dartmoor|Exmoor|Snowdonia|South Wales|North Wales|Mid Wales|West Wales|Highlands|Gwent|Dyfed|Dyfed-Powys|Clwyd"""

_COUNTIES = """Avon|Bedfordshire|Berkshire|Buckinghamshire|Cambridgeshire|Cheshire|Cleveland|Cornwall|Cumbria|Derbyshire|Devon|Dorset|County Durham|East Sussex|
West Sussex|Sussex|Essex|Gloucestershire|Greater London|Greater Manchester|Hampshire|Herefordshire|Hertfordshire|Huntingdonshire|Isle of Wight|Kent|Lancashire|
Leicestershire|Lincolnshire|Norfolk|North Yorkshire|South Yorkshire|West Yorkshire|East Yorkshire|East Riding|East Riding of Yorkshire|Yorkshire|Northamptonshire|
Northumberland|Northumbria|Nottinghamshire|Oxfordshire|Rutland|Shropshire|Somerset|Staffordshire|Suffolk|Surrey|Warwickshire|Wiltshire|Worcestershire|
Anglesey|Monmouthshire|Pembrokeshire|Carmarthenshire|Ceredigion|Powys|Gwynedd|Conwy|Denbighshire|Flintshire|Glamorgan|Vale of Glamorgan|Torfaen|Blaenau Gwent|
Caerphilly|Merthyr Tydfil|Rhondda Cynon Taf|Neath Port Talbot|Bridgend|Aberdeenshire|Angus|Argyll|Ayrshire|Fife|Lanarkshire|Midlothian|Moray|Perthshire|Renfrewshire|
Stirlingshire|Antrim|Armagh|Fermanagh|Tyrone|Limerick|Cork|Galway|Dublin|Kerry|Clare|Tipperary|Waterford|Northants|Oxon|Bucks|Herts|Cambs|Lincs|Notts|Staffs|Worcs|Glos|Hants|Lancs|Leics|Wilts|Warks|Kilkenny|Wexford|Wicklow|Mayo|Sligo|Donegal"""

_TOWNS = """London|Birmingham|Manchester|Liverpool|Leeds|Sheffield|Bristol|Newcastle|Newcastle upon Tyne|Nottingham|Leicester|Coventry|Bradford|Hull|Stoke-on-Trent|
Wolverhampton|Plymouth|Southampton|Portsmouth|Derby|Sunderland|Durham|Darlington|Middlesbrough|Stockton|Stockton-on-Tees|Stockton-On-Tees|Stockton on Tees|Hartlepool|Redcar|Thornaby|Billingham|Yarm|
Guisborough|Saltburn|Ingleby Barwick|Gateshead|South Shields|North Shields|Tynemouth|Whitley Bay|Washington|Peterlee|Seaham|Bishop Auckland|Newton Aycliffe|Spennymoor|Hexham|
Morpeth|Alnwick|Berwick-upon-Tweed|Carlisle|Penrith|Kendal|Barrow-in-Furness|Workington|Whitehaven|Lancaster|Morecambe|Preston|Blackpool|Blackburn|Burnley|Accrington|
Chorley|Southport|St Helens|Warrington|Wigan|Bolton|Bury|Rochdale|Oldham|Salford|Stockport|Tameside|Trafford|Birkenhead|Wallasey|Chester|Crewe|Macclesfield|Runcorn|Widnes|
York|Harrogate|Ripon|Scarborough|Whitby|Northallerton|Richmond|Skipton|Leyburn|Thirsk|Selby|Malton|Wakefield|Huddersfield|Halifax|Dewsbury|Keighley|Barnsley|Doncaster|
Rotherham|Grimsby|Scunthorpe|Lincoln|Boston|Grantham|Skegness|Spalding|Mansfield|Newark|Worksop|Chesterfield|Buxton|Matlock|Glossop|Loughborough|Hinckley|Melton Mowbray|
Northampton|Kettering|Corby|Wellingborough|Daventry|Peterborough|Cambridge|Ely|Huntingdon|Wisbech|Norwich|Great Yarmouth|King's Lynn|Thetford|Ipswich|Lowestoft|
Bury St Edmunds|Felixstowe|Sudbury|Stowmarket|Haverhill|Newmarket|Woodbridge|Aldeburgh|Leiston|Beccles|Bungay|Halesworth|Southwold|Saxmundham|Colchester|Chelmsford|Southend|Southend-on-Sea|Basildon|Harlow|Brentwood|
Clacton|Braintree|Luton|Bedford|Dunstable|Watford|Stevenage|St Albans|Hemel Hempstead|Hatfield|Hertford|Milton Keynes|Aylesbury|High Wycombe|Buckingham|Oxford|Banbury|
Bicester|Abingdon|Witney|Didcot|Bloxham|Kidlington|Hook Norton|Deddington|Adderbury|Brackley|Reading|Slough|Windsor|Maidenhead|Bracknell|Newbury|Wokingham|Swindon|Salisbury|Trowbridge|Chippenham|
Gloucester|Cheltenham|Stroud|Tewkesbury|Cirencester|Worcester|Hereford|Malvern|Kidderminster|Redditch|Bromsgrove|Leominster|Ross-on-Wye|Shrewsbury|Telford|Oswestry|Ludlow|Stafford|
Burton upon Trent|Tamworth|Lichfield|Cannock|Walsall|Dudley|West Bromwich|Sandwell|Solihull|Sutton Coldfield|Rugby|Nuneaton|Warwick|Leamington Spa|Stratford-upon-Avon|Bath|
Weston-super-Mare|Taunton|Yeovil|Bridgwater|Exeter|Torquay|Torbay|Barnstaple|Newton Abbot|Truro|Falmouth|Penzance|Bodmin|Bournemouth|Poole|Weymouth|Dorchester|Winchester|
Basingstoke|Andover|Farnborough|Aldershot|Fareham|Gosport|Eastleigh|Guildford|Woking|Epsom|Reigate|Redhill|Crawley|Horsham|Worthing|Brighton|Hove|Eastbourne|Hastings|Lewes|
Chichester|Bognor Regis|Canterbury|Maidstone|Dover|Folkestone|Ashford|Margate|Ramsgate|Broadstairs|Thanet|Dartford|Gravesend|Sevenoaks|Tonbridge|Tunbridge Wells|Royal Tunbridge Wells|Sittingbourne|Swale|Faversham|
Medway|Chatham|Gillingham|Rochester|Deal|Sandwich|Whitstable|Herne Bay|Sheerness|Swanley|Gravesham|Croydon|Bromley|Bexley|Greenwich|Lewisham|Southwark|Lambeth|Wandsworth|Merton|Kingston|Kingston upon Thames|Hounslow|
Ealing|Hillingdon|Harrow|Brent|Barnet|Enfield|Haringey|Islington|Camden|Hackney|Tower Hamlets|Newham|Redbridge|Havering|Barking|Waltham Forest|Westminster|Kensington|Chelsea|
Hammersmith|Fulham|Cardiff|Swansea|Newport|Wrexham|Chepstow|Monmouth|Abergavenny|Caldicot|Usk|Magor|Trellech|Tintern|Cwmbran|Pontypool|Barry|Llanelli|Carmarthen|Aberystwyth|Bangor|Llandudno|Rhyl|Edinburgh|Glasgow|Aberdeen|Dundee|
Inverness|Stirling|Perth|Paisley|Belfast|Derry|Londonderry|Lisburn|Newry|Grenfell|Paris|Berlin|Brussels|Dublin|New York|Rome|Madrid|Amsterdam|Geneva|Vienna|Strasbourg|Yateley|
Calais|Dunkirk|Aysgarth|Hawes|Bedale|Masham|Settle|Catterick|Cleethorpes|Immingham|Goole|Beverley|Bridlington|Driffield|Pickering|Helmsley|Knaresborough|Wetherby|Otley|Ilkley|Pudsey|Pontefract|Castleford"""

AMBIGUOUS_PLACES = frozenset(
    """Reading Bath Deal Settle Bury Sandwich Rugby Hove Barry Clare Mayo Kerry Washington Lincoln Chester Warwick Stafford Richmond Preston Bolton
    Halifax Wells Derby Stroud Bedford Hastings Lewes Newport Boston Jersey Perth Angus Grenfell Lancaster York Durham Chelsea Kingston Westminster
    Avon US Humber Harrow Usk Kent Cork Crawley Barking Paris Beverley Ely Dover Lisburn Clay Newark Malton Selby""".split()
)
# Police-area names that read as surnames or words only rarely; kept as places without a cue.
AMBIGUOUS_PLACES = AMBIGUOUS_PLACES - {"Kent", "Durham", "York", "Lincoln", "Bedford", "Preston", "Bolton", "Cork", "Lancaster", "Harrow"}

PLACES = frozenset(
    name.strip() for block in (_COUNTRIES, _REGIONS, _COUNTIES, _TOWNS) for name in block.replace("\n", "").split("|") if name.strip()
) - {"Europe", "Midlands", "Highlands", "Humber"}
