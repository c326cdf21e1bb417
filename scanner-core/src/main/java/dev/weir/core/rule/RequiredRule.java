package dev.weir.core.rule;

import org.jspecify.annotations.Nullable;

/**
 * Another rule that must match near a finding, otherwise the finding is dropped.
 *
 * @param ruleId the other rule
 * @param withinLines the greatest difference of start lines, or null for any; 0 is a limit
 * @param withinColumns the greatest difference of start columns, or null for any; 0 is a limit
 */
public record RequiredRule(
    String ruleId, @Nullable Integer withinLines, @Nullable Integer withinColumns) {}
