package dev.weir.core.source;

/**
 * Something that was skipped on purpose.
 *
 * @param path the file, object or commit
 * @param reason the kind of reason
 * @param detail the reason for the user: a lower-case clause
 */
public record Skip(String path, SkipReason reason, String detail) {}
