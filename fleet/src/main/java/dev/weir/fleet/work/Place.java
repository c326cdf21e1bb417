package dev.weir.fleet.work;

/**
 * Where a repository is, as tasks name it in the column {@code path}.
 *
 * @param address a path or a URL
 * @param branch the branch whose newest commit matters, or empty
 */
record Place(String address, String branch) {
  private static final char BETWEEN = '\t';

  /** Returns the place of a text that {@link #toString} made. */
  static Place of(String text) {
    int between = text.indexOf(BETWEEN);
    return between < 0
        ? new Place(text, "")
        : new Place(text.substring(0, between), text.substring(between + 1));
  }

  @Override
  public String toString() {
    return branch.isEmpty() ? address : address + BETWEEN + branch;
  }
}
