package bidloom.agents;

public record CompanyProfile(String name) {
  public static CompanyProfile sample() {
    return new CompanyProfile("x");
  }
}
