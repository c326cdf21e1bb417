package dev.weir.git.diff;

/**
 * A run of lines that differs, as {@code git diff -U0} prints it.
 *
 * @param oldStart the one-based number of the first removed line; if there is none, the line before
 * @param oldLines the number of removed lines
 * @param newStart the one-based number of the first added line; if there is none, the line before
 * @param newLines the number of added lines
 * @param newFrom the start of the added lines in the new text, in bytes
 * @param newTo the end of the added lines, exclusive
 */
public record Hunk(
    int oldStart, int oldLines, int newStart, int newLines, int newFrom, int newTo) {}
