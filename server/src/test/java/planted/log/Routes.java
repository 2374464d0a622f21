package planted.log;

import io.vertx.ext.web.Router;

/** The log has readers; it knows no sockets. */
record Routes(Router router) {}
