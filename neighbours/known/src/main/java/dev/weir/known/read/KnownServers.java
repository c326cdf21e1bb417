package dev.weir.known.read;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Fetches values through optional modules next to the program, which are only loaded for this. */
public final class KnownServers {
  private static final String MODULES = "weir-known-*.jar";
  private static final Map<String, String> MODULE_OF =
      Map.of(
          "vault", "weir-known-vault.jar",
          "aws-secretsmanager", "weir-known-aws.jar",
          "aws-ssm", "weir-known-aws.jar");

  private final Map<String, String> variables;

  /**
   * @param variables the environment; {@code WEIR_KNOWN_MODULES} names more folders, the other
   *     variables are for the servers
   */
  public KnownServers(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /**
   * The answers of all servers that were asked.
   *
   * @param values the values to search for
   * @param warnings what else could be fetched with more rights
   * @param notRead the secrets that a server listed, but did not return
   */
  public record Fetched(
      ImportedValues values, List<String> warnings, List<KnownValueServer.NotRead> notRead) {}

  /**
   * Fetches values.
   *
   * @param places addresses with a scheme, such as {@code vault:secret/app/db}
   * @throws KnownException if nothing can be fetched from a place
   */
  public Fetched fetch(List<String> places) {
    for (String place : places) {
      boolean isBare = place.length() == scheme(place).length() + 1;
      if (!MODULE_OF.containsKey(scheme(place)) || (isBare && scheme(place).equals("vault"))) {
        throw new KnownException(
            "values can be fetched from vault:PATH, aws-secretsmanager:ID or aws-ssm:PATH, but not"
                + " from "
                + place);
      }
    }
    try (URLClassLoader loader = loader()) {
      List<KnownValueServer.Answer> answers = new ArrayList<>();
      List<String> warnings = new ArrayList<>();
      List<KnownValueServer.NotRead> notRead = new ArrayList<>();
      for (String place : places) {
        KnownValueServer server = server(scheme(place), loader);
        String inside = place.substring(scheme(place).length() + 1);
        // AWS has one store, all of which can be asked for.
        KnownValueServer.Fetched fetched = server.fetch(inside.isEmpty() ? "/" : inside, variables);
        answers.addAll(fetched.answers());
        warnings.addAll(fetched.warnings());
        notRead.addAll(fetched.notRead());
      }
      return new Fetched(ValueImport.of(answers), List.copyOf(warnings), List.copyOf(notRead));
    } catch (IOException e) {
      throw new KnownException("cannot load the modules for secret stores: " + e.getClass());
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new KnownException(
          "a module for secret stores does not fit this version of the program ("
              + e.getClass()
              + "); build both again");
    }
  }

  private static String scheme(String place) {
    int colon = place.indexOf(':');
    return colon < 0 ? "" : place.substring(0, colon);
  }

  private KnownValueServer server(String scheme, ClassLoader loader) throws IOException {
    for (KnownValueServer server : ServiceLoader.load(KnownValueServer.class, loader)) {
      if (server.scheme().equals(scheme)) {
        return server;
      }
    }
    throw new KnownException(
        scheme
            + ": needs the module "
            + MODULE_OF.get(scheme)
            + ", which is neither in "
            + String.join(" nor in ", folders().stream().map(Path::toString).toList())
            + "; put it there, or name its folder in WEIR_KNOWN_MODULES");
  }

  private URLClassLoader loader() throws IOException {
    List<URL> jars = new ArrayList<>();
    for (Path folder : folders()) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.sorted().toList()) {
            if (file.getFileSystem()
                .getPathMatcher("glob:" + MODULES)
                .matches(file.getFileName())) {
              jars.add(url(file));
            }
          }
        }
      }
    }
    return new URLClassLoader(jars.toArray(new URL[0]), KnownServers.class.getClassLoader());
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  /** Adds the folders of the modules in a checkout, if the program was built in one. */
  private static void addBuilt(Path folder, List<Path> folders) {
    if (folder.endsWith("scanner-cli/target")) {
      for (String module : List.of("known-aws", "known-vault")) {
        folders.add(
            folder.resolve("../../neighbours").resolve(module).resolve("target").normalize());
      }
    }
  }

  /** Returns the program's folder, then those that the variable names. */
  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    CodeSource program = KnownServers.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = program == null ? null : Path.of(program.getLocation().toURI());
      if (jar != null && jar.getParent() != null) {
        folders.add(jar.getParent());
        addBuilt(jar.getParent(), folders);
      }
    } catch (URISyntaxException e) {
      throw new IOException("the folder of the program is not a path", e);
    }
    for (String named :
        variables.getOrDefault("WEIR_KNOWN_MODULES", "").split(File.pathSeparator, -1)) {
      if (!named.isEmpty() && Path.of(named).isAbsolute()) {
        folders.add(Path.of(named));
      }
    }
    return folders;
  }
}
