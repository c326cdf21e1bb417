package dev.weir.fleet.repository;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.core.file.FailureWords;
import dev.weir.fleet.host.HostException;
import dev.weir.fleet.host.HostTokens;
import dev.weir.fleet.host.HostedRepositories;
import dev.weir.fleet.host.HostedRepository;
import dev.weir.fleet.host.Organisation;
import dev.weir.fleet.table.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The repositories of a fleet, and what could not be listed.
 *
 * @param repositories rows of {@link dev.weir.fleet.table.Table#REPOSITORIES}
 * @param notListed rows of {@link dev.weir.fleet.table.Table#NOT_LISTED}: folders, files, lines and
 *     organisations without a complete answer
 */
public record RepositoryList(List<Row> repositories, List<Row> notListed) {
  public RepositoryList {
    repositories = List.copyOf(repositories);
    notListed = List.copyOf(notListed);
  }

  /**
   * Which repositories of an organisation to list, and how.
   *
   * @param workingDirectory the folder that relative paths start from
   * @param api the address of the server's API, or empty for that of the public server
   * @param variables the environment's variables, for proxies
   */
  public record Options(
      Path workingDirectory,
      String api,
      boolean skipsArchived,
      boolean skipsForks,
      HostTokens tokens,
      Map<String, String> variables) {
    /** Returns the options of a command line. */
    public static Options of(CommandLine line, Environment environment) {
      String api = line.get(Flag.API);
      Map<String, String> variables = environment.variables();
      return new Options(
          environment.workingDirectory(),
          api,
          line.isOn(Flag.SKIP_ARCHIVED),
          line.isOn(Flag.SKIP_FORKS),
          HostTokens.of(variables, line.arguments(), api),
          variables);
    }
  }

  /**
   * Lists repositories.
   *
   * @param arguments folders, list files, organisations such as {@code github:acme}, and addresses
   *     of repositories
   * @param notes receives sentences for people, such as how long a server asks to wait
   */
  public static RepositoryList of(List<String> arguments, Options options, Consumer<String> notes)
      throws InterruptedException {
    Listing listing = new Listing();
    for (String argument : arguments) {
      try {
        add(argument, options, notes, listing);
      } catch (HostException e) {
        listing.fail(argument, "", FailureWords.of(e));
      }
    }
    return new RepositoryList(listing.rows(), listing.failures());
  }

  private static void add(String argument, Options options, Consumer<String> notes, Listing listing)
      throws HostException, InterruptedException {
    Organisation organisation = Organisation.parse(argument, options.api());
    if (organisation != null) {
      list(organisation, options, notes, listing);
      return;
    }
    RemoteAddress remote;
    try {
      remote = RemoteAddress.parse(argument);
    } catch (IOException e) {
      // The address may hold a password.
      listing.fail("an address on the command line", "", FailureWords.of(e));
      return;
    }
    if (remote != null) {
      listing.add(ListedRepository.remote(remote, "", ""));
      return;
    }
    try {
      Path path = options.workingDirectory().resolve(argument).toAbsolutePath().normalize();
      if (Files.isDirectory(path)) {
        RepositoryFolders.add(path, listing);
      } else if (Files.exists(path)) {
        ListFile.add(path, listing);
      } else {
        listing.fail(argument, "", "no such folder or file");
      }
    } catch (InvalidPathException e) {
      listing.fail(argument, "", "no such folder or file");
    }
  }

  private static void list(
      Organisation organisation, Options options, Consumer<String> notes, Listing listing)
      throws HostException, InterruptedException {
    HostedRepositories.of(options.tokens(), options.variables(), notes)
        .list(
            organisation,
            one -> {
              boolean isLeftOut =
                  (options.skipsArchived() && one.archived())
                      || (options.skipsForks() && one.fork());
              if (!isLeftOut) {
                add(one, listing);
              }
            });
  }

  private static void add(HostedRepository one, Listing listing) {
    try {
      RemoteAddress address = RemoteAddress.parse(one.address());
      if (address == null) {
        throw new IOException("the server says that it is in a folder");
      }
      listing.add(
          new ListedRepository(
              one.name(),
              ListedRepository.remote(address, "", "").longName(),
              one.owner(),
              one.address(),
              one.branch()));
    } catch (IOException e) {
      listing.fail(one.name(), one.owner(), FailureWords.of(e));
    }
  }
}
