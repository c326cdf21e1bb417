package dev.weir.fleet.plan;

import java.time.Clock;

/**
 * The settings of a run, apart from how repositories are read.
 *
 * @param run the run's id, letters, digits and hyphens; later runs have ids that are greater
 * @param clock for the times of the run
 * @param version the version of weir
 * @param rulesVersion what rules apply, for people
 * @param rulesIdentity a digest of the rules for repositories without rules of their own
 * @param options the flags of the command line; keys and tokens are never flags
 * @param full true to read everything again
 * @param sharing false to match equal text again in each repository that has it
 * @param taskBytes how much text one task matches
 */
public record RunSettings(
    String run,
    Clock clock,
    String version,
    String rulesVersion,
    String rulesIdentity,
    String options,
    boolean full,
    boolean sharing,
    long taskBytes) {}
