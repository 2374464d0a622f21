package bidloom.domain;

import java.time.Duration;

/**
 * The bounds of logging in and of what that gives.
 *
 * @param hashesAtOnce how many passwords one node hashes at once; each takes 19 MiB
 * @param hashWait how long a login waits for its turn to be hashed
 * @param sessionIdle how long a session lives without a request
 * @param sessionLife how long a session lives at most
 * @param sessionsPerAccount how many sessions an account has; one more ends the idlest
 * @param tokenLife how long a token is good if its maker does not say
 * @param tokenLifeMost how long a token can be good
 * @param tokensPerAccount how many good tokens an account has
 * @param useGrain how exactly the last use of a session or token is written down
 * @param streamCheck how long a stream may go on after the right to read it was lost
 * @param freeTries how many wrong passwords in a row from one address for one account cost no wait
 * @param freeTriesOfAddress the same over all accounts
 * @param freeTriesOfAccount the same over all addresses; beyond it, an address has one free try
 * @param firstWait the wait after the first try that is not free; it doubles with each further one
 * @param longestWait where the wait stops to grow
 * @param triesForgotten how long after the last wrong password they are forgotten
 * @param triesRemembered how many addresses, accounts, and pairs of them one node remembers
 * @param foreignLogin how long a login at the identity provider may take
 * @param foreignLogins how many of them may be under way; beyond it the oldest are given up
 */
public record IdentityLimits(
    int hashesAtOnce,
    Duration hashWait,
    Duration sessionIdle,
    Duration sessionLife,
    int sessionsPerAccount,
    Duration tokenLife,
    Duration tokenLifeMost,
    int tokensPerAccount,
    Duration useGrain,
    Duration streamCheck,
    int freeTries,
    int freeTriesOfAddress,
    int freeTriesOfAccount,
    Duration firstWait,
    Duration longestWait,
    Duration triesForgotten,
    int triesRemembered,
    Duration foreignLogin,
    int foreignLogins) {
  public static final IdentityLimits DEFAULTS =
      new IdentityLimits(
          4,
          Duration.ofSeconds(5),
          Duration.ofHours(8),
          Duration.ofDays(7),
          20,
          Duration.ofDays(90),
          Duration.ofDays(365),
          50,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          5,
          50,
          20,
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          10_000,
          Duration.ofMinutes(10),
          10_000);
}
