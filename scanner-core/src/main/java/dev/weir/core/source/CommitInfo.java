package dev.weir.core.source;

/**
 * The information about a commit that reports show.
 *
 * @param sha the full hexadecimal id; empty for changes that are not committed yet
 * @param author the author's name after mailmap; may be empty
 * @param email the author's address after mailmap; may be empty
 * @param date the author date in UTC, as {@code 2006-01-02T15:04:05Z}; may be empty
 * @param message title, an empty line and the body, as {@code git log} shows them
 */
public record CommitInfo(String sha, String author, String email, String date, String message) {
  /** The commit data of staged and unstaged changes: only Go's zero time. */
  public static final CommitInfo UNCOMMITTED =
      new CommitInfo("", "", "", "0001-01-01T00:00:00Z", "");
}
