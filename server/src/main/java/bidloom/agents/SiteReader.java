package bidloom.agents;

public record SiteReader() {
  public static SiteReader offline() {
    return new SiteReader();
  }
}
