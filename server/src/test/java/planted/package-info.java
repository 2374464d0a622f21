/**
 * Classes that break the rules of the house, one rule each. They prove that {@code
 * ArchitectureTest} can fail, and are part of nothing.
 */
package planted;
