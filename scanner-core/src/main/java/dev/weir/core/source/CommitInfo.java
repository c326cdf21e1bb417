package dev.weir.core.source;

/**
 * What a report says of a commit.
 *
 * @param sha the full hexadecimal id; empty for changes that are not committed yet
 * @param author the author's name after mailmap; may be empty
 * @param email the author's address after mailmap; may be empty
 * @param date the author date in UTC, as {@code 2006-01-02T15:04:05Z}; may be empty
 * @param message title, an empty line and the body, as {@code git log} shows them
 */
public record CommitInfo(String sha, String author, String email, String date, String message) {
  /** The commit data of staged and unstaged changes: Go's zero time and nothing else. */
  public static final CommitInfo UNCOMMITTED =
      new CommitInfo("", "", "", "0001-01-01T00:00:00Z", "");
}
