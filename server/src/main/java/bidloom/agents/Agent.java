package bidloom.agents;

import java.util.Set;

/**
 * One look at a bid. An agent reads the fields it names in {@link #inputs()} and nothing else, and
 * its only effect is the output it returns: what a tender says can never make it do more.
 */
public interface Agent {
  /** The agent's name in checkpoints and events, lower case with underscores. */
  String name();

  /**
   * The bid fields it reads ({@code requirements.budget}, {@code rawInput}, ...). While they are
   * unchanged a kept output of it stays valid.
   */
  Set<String> inputs();

  /**
   * Does the work. The same task gives the same output. Called on a virtual thread of its own,
   * alongside its siblings; an interrupt means that the run has ended and the result is not wanted.
   *
   * @throws AgentFailure where this agent can't do its work; its siblings go on
   */
  AgentOutput work(AgentTask task, Progress progress) throws AgentFailure, InterruptedException;

  /** Tells watchers how far the agent is. */
  @FunctionalInterface
  interface Progress {
    /**
     * Reports progress.
     *
     * @param fraction 0 to 1
     * @param message what it is doing, for people
     */
    void report(double fraction, String message);
  }
}
