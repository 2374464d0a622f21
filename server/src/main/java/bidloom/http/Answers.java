package bidloom.http;

import bidloom.domain.Refusal;
import bidloom.protocol.Problem;
import bidloom.store.StoreFailure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a problem. */
class Answers {
  private static final System.Logger LOGGER = System.getLogger(Answers.class.getName());

  @ServerExceptionMapper
  Response refused(Refusal refusal, @Context RoutingContext rc) {
    Problem problem = Problems.of(refusal, RequestIds.of(rc));
    Response.ResponseBuilder response = response(problem, problem.status());
    Problems.retryAfter(refusal).ifPresent(seconds -> response.header("Retry-After", seconds));
    Problems.challenge(refusal).ifPresent(how -> response.header("WWW-Authenticate", how));
    return response.build();
  }

  @ServerExceptionMapper
  Response unavailable(StoreFailure failure, @Context RoutingContext rc) {
    LOGGER.log(System.Logger.Level.WARNING, "Request " + RequestIds.of(rc), failure);
    Problem problem = Problems.of(failure, RequestIds.of(rc));
    return response(problem, problem.status())
        .header("Retry-After", Problems.RETRY_SECONDS)
        .build();
  }

  @ServerExceptionMapper
  Response http(WebApplicationException exception, @Context RoutingContext rc) {
    int status = exception.getResponse().getStatus();
    String reason = exception.getResponse().getStatusInfo().getReasonPhrase();
    Problem problem =
        status == 404
            ? Problems.of(Problems.Kind.NOT_FOUND, "There is nothing here.", RequestIds.of(rc))
            : Problems.of(Problems.Kind.HTTP, reason, RequestIds.of(rc));
    return answer(problem, status);
  }

  /** Resources throw none: it comes from reading the request, a broken form for one. */
  @ServerExceptionMapper
  Response unreadable(IOException broken, @Context RoutingContext rc) {
    return refused(new Refusal.Malformed("The body is not what its Content-Type says."), rc);
  }

  @ServerExceptionMapper
  Response bug(Throwable bug, @Context RoutingContext rc) {
    LOGGER.log(System.Logger.Level.ERROR, "Request " + RequestIds.of(rc) + " met a bug", bug);
    return answer(
        Problems.of(
            Problems.Kind.INTERNAL,
            "Nothing is lost; tell the operator this request's id.",
            RequestIds.of(rc)));
  }

  private static Response answer(Problem problem) {
    return answer(problem, problem.status());
  }

  private static Response answer(Problem problem, int status) {
    return response(problem, status).build();
  }

  private static Response.ResponseBuilder response(Problem problem, int status) {
    return Response.status(status)
        .type(Problem.MEDIA_TYPE)
        .entity(bidloom.protocol.Json.write(withStatus(problem, status)));
  }

  private static Problem withStatus(Problem problem, int status) {
    return new Problem(
        problem.type(),
        problem.title(),
        status,
        problem.detail(),
        problem.instance(),
        problem.members());
  }
}
