/* Read before Streamlit's own script: the app lives at the root of its host, so an address like /search is a page and
   no folder in which to look for the server (the browser asked there in vain, twice, for every page opened by its address). */
window.__streamlit = { BACKEND_BASE_URL: location.origin + "/", MAIN_PAGE_BASE_URL: location.origin + "/" };
