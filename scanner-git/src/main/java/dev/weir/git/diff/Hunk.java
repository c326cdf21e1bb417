package dev.weir.git.diff;

/**
 * A run of lines that differs, as {@code git diff -U0} prints it.
 *
 * @param oldStart one-based number of the first line that is gone; the line before if none is
 * @param oldLines how many are gone
 * @param newStart one-based number of the first line that is new; the line before if none is
 * @param newLines how many are new
 * @param newFrom where the new lines begin in the new text, in bytes
 * @param newTo where they end
 */
public record Hunk(
    int oldStart, int oldLines, int newStart, int newLines, int newFrom, int newTo) {}
