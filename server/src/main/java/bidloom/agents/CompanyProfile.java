package bidloom.agents;

import bidloom.domain.Values;
import bidloom.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The company that bids: what it can do, has done and wants, and its rules for a decision. Data
 * that an administrator edits, as YAML; {@code sample-profile.yaml} beside this class is a complete
 * example and states the shape.
 *
 * @param businessLines who would deliver, first match first
 */
public record CompanyProfile(
    Company company,
    List<Capability> capabilities,
    List<Reference> references,
    List<BusinessLine> businessLines,
    Market market,
    Capacity capacity,
    Rules rules) {
  private static final String SAMPLE = "sample-profile.yaml";

  public CompanyProfile {
    capabilities = List.copyOf(capabilities);
    references = List.copyOf(references);
    businessLines = List.copyOf(businessLines);
  }

  /**
   * Who it is.
   *
   * @param country ISO 3166-1 alpha-2
   * @param annualTurnover in {@code currency}, of the last closed year
   * @param languages ISO 639-1 codes in which it can deliver
   */
  public record Company(
      String name,
      String country,
      int employees,
      BigDecimal annualTurnover,
      String currency,
      List<String> languages,
      List<String> certificates) {}

  /**
   * Something that it can do.
   *
   * @param level 1 (first steps) to 5 (leading)
   * @param keywords the activity in the words of tenders, English and German
   * @param cpv CPV codes or their beginnings
   */
  public record Capability(
      String name,
      int level,
      int people,
      List<String> technologies,
      List<String> keywords,
      List<String> cpv) {}

  /**
   * A finished project.
   *
   * @param value in the company's currency
   * @param success whether the customer would recommend it
   */
  public record Reference(
      String title,
      String customerType,
      String industry,
      BigDecimal value,
      int year,
      boolean success,
      List<String> technologies,
      List<String> keywords) {}

  /** A part of the company that delivers, by the names of its capabilities. */
  public record BusinessLine(String name, List<String> capabilities, List<String> skills) {}

  /**
   * Where it wants to be.
   *
   * @param relationships names of customers that it works for or has worked for
   * @param countries ISO 3166-1 alpha-2
   */
  public record Market(
      List<Industry> industries,
      List<String> customerTypes,
      List<String> countries,
      List<String> relationships,
      List<Rival> competitors,
      List<Rival> partners) {}

  /** An industry that it aims at, with the years it has worked there (0: it is new to it). */
  public record Industry(String name, int years, List<String> keywords) {}

  /**
   * Another company: one it competes with, or one it could bid with.
   *
   * @param strength 0-100 in its own fields
   * @param fields what it does, in the words of tenders
   */
  public record Rival(String name, int strength, List<String> fields) {}

  /**
   * What it can carry, in the company's currency and people.
   *
   * @param dayRate the average rate it sells a day at
   * @param dayCost what a day costs it
   * @param exchangeRates one unit of a currency in the company's currency
   */
  public record Capacity(
      Map<String, BigDecimal> dayRates,
      BigDecimal dayRate,
      BigDecimal dayCost,
      int peopleAvailable,
      BigDecimal smallestContract,
      BigDecimal largestContract,
      Map<String, BigDecimal> exchangeRates) {}

  /**
   * How it decides.
   *
   * @param weights of the agents' scores, by agent name; they add up to 1
   * @param threshold BIT at this score and above
   * @param conditionalBand a BIT less than this above the threshold is one on conditions
   * @param minimumConfidence below it, a person confirms
   * @param blockingClauses the legal red flags that forbid a bid
   */
  public record Rules(
      Map<String, BigDecimal> weights,
      int threshold,
      int conditionalBand,
      int minimumConfidence,
      List<String> blockingClauses) {}

  /** The profile of the fictitious company that ships with Bidloom. */
  public static CompanyProfile sample() {
    try (InputStream in =
        Objects.requireNonNull(CompanyProfile.class.getResourceAsStream(SAMPLE), SAMPLE)) {
      return ProfileReader.read(ProfileReader.tree(in));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * A profile from its JSON values, as {@link #values} gives them.
   *
   * @throws bidloom.domain.Refusal.Invalid naming every entry to mend, by JSON pointer
   */
  public static CompanyProfile of(Map<String, Object> values) {
    return ProfileReader.strictly(Json.readObject(Json.write(values)));
  }

  /** Its JSON values, by section. */
  public Map<String, Object> values() {
    return Values.canonicalObject(Json.readObject(Json.write(this)));
  }

  /** See {@link #read(InputStream)}. */
  public static CompanyProfile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /**
   * Reads a profile in YAML.
   *
   * @throws bidloom.domain.Refusal.Invalid naming every entry to mend, by JSON pointer
   */
  public static CompanyProfile read(InputStream yaml) throws IOException {
    return ProfileReader.strictly(ProfileReader.tree(yaml));
  }
}
