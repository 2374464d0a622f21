package planted.nowhere;

/** A class in no room. */
final class Stray {}
