package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that saw an answer which is not as the OpenAPI document says. It is registered for
 * all tests, so none can leave it out.
 */
public final class ContractIsKept implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext test) {
    assertThat(ContractClient.takeFaults()).as("answers against the OpenAPI document").isEmpty();
  }
}
