package bidloom.service;

import java.util.Locale;

/** What a database is held to, each with the guarantee behind it. */
public enum Check {
  GUARDS(
      "G3",
      "the triggers and the index that refuse wrong writes are there",
      "Create them again from the migration scripts, then look at what was written meanwhile."),
  TRANSITIONS(
      "G3",
      "the status pairs are those of the program",
      "Stop the servers, clear bid_status_transition and run `bidloom migrate`."),
  VERSION_CHAIN(
      "G2",
      "every version of a bid has its revision",
      "Compare with a backup; what a missing revision changed is known from nowhere else."),
  REPLAY(
      "G2",
      "the revisions, one after the other, give the bid",
      "Somebody wrote past the program. Decide which value is right and set it by an edit."),
  STATUS_STEPS(
      "G3",
      "every status step is legal",
      "Look at who wrote the revision; the bid's status may need a person's decision."),
  PROFILE(
      "G2",
      "the versions of the company's profile follow one another",
      "Compare with a backup; runs that were judged by a missing version can't be taken over."),
  SINGLE_FLIGHT(
      "G4",
      "at most one run is active on a bid",
      "Cancel the runs but for one, then create the index bid_run_active again."),
  STATUS_RUN(
      "G5",
      "a bid is in a running status if and only if such a run is active",
      "Cancel the run if there is one; otherwise move the bid to the status that it had before."),
  CHECKPOINT_EPOCH(
      "G6",
      "no output was kept under an epoch that its run has not reached",
      "A stranger wrote for the run. Judge its outputs before they are used."),
  OUTCOME(
      "G7",
      "a run that ended has its revision, and says which",
      "Look at the bid's history around the end of the run; start the run again if in doubt."),
  KEPT_OUTPUT(
      "G9",
      "what agents came to is kept",
      "The output is lost; start the run again if it is wanted."),
  EVENT_LOG(
      "G12",
      "every log is numbered from 1 without a gap and begins with start",
      "Followers of the run see a gap. The bid is not concerned."),
  TERMINAL_EVENT(
      "G12",
      "the log of an ended run has one terminal event, its last, that fits its state",
      "Followers of the run may wait forever or see a wrong end. Trust the run's row."),
  READABLE(
      "form",
      "every value is of its form",
      "Restore the value from a backup; until then the row can't be shown."),
  SANE(
      "form",
      "states, numbers and times are possible",
      "Somebody wrote past the program, or a clock was far off. Correct the row by hand."),
  BELONGING(
      "form",
      "every row belongs to a bid or a run that is there",
      "Rows were deleted, or written with foreign keys off. Restore their parent from a backup.");

  private final String guarantee;
  private final String claim;
  private final String advice;

  Check(String guarantee, String claim, String advice) {
    this.guarantee = guarantee;
    this.claim = claim;
    this.advice = advice;
  }

  /**
   * The guarantee's short name, as {@code docs/guarantees.md} lists them; {@code form} for none.
   */
  public String guarantee() {
    return guarantee;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is so where all is well. */
  public String claim() {
    return claim;
  }

  /** What to do about a finding. */
  public String advice() {
    return advice;
  }
}
