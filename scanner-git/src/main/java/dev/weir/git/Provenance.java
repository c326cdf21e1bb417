package dev.weir.git;

/**
 * Where a scanned repository comes from.
 *
 * @param remoteUrl the address of its default remote without user names and passwords, or empty
 * @param revision the newest commit's id, or empty
 * @param branch the branch that is checked out, or empty
 */
public record Provenance(String remoteUrl, String revision, String branch) {}
