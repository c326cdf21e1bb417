package dev.weir.fleet.host;

/**
 * A repository as a server describes it.
 *
 * @param name the name with that of its organisation, such as {@code acme/api}
 * @param owner the organisation or group that it is in
 * @param address the URL for git
 * @param branch the default branch, or empty
 */
public record HostedRepository(
    String name, String owner, String address, String branch, boolean archived, boolean fork) {}
