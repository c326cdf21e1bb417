package dev.weir.fleet.repository;

/**
 * A repository of a fleet.
 *
 * @param name a short name, such as {@code acme/api}, or its path below a given folder
 * @param longName a name that no other repository has: with its server, or its absolute path
 * @param owner who looks after it, or empty
 * @param address its absolute path or its URL
 * @param branch the branch whose newest commit counts as the head, or empty for the default
 */
record ListedRepository(String name, String longName, String owner, String address, String branch) {
  static ListedRepository remote(RemoteAddress address, String owner, String branch) {
    return new ListedRepository(
        address.path(), address.host() + "/" + address.path(), owner, address.text(), branch);
  }
}
