package planted.agents;

import java.net.http.HttpClient;

/** An agent asks the scan for pages, which keeps to public addresses. */
record Browses(HttpClient client) {}
