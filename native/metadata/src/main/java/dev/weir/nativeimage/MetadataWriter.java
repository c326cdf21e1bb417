package dev.weir.nativeimage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Writes the metadata that GraalVM needs to compile the program: everything that the program finds
 * by a name at run time. It is derived from the classes of the program and its libraries, so a new
 * class of a library is in it without a change here.
 *
 * @see <a href="https://www.graalvm.org/jdk25/reference-manual/native-image/metadata/">the
 *     format</a>
 */
public final class MetadataWriter {
  private static final String OWN = "dev.weir.";
  private static final String JGIT = "org.eclipse.jgit.";
  private static final String JGIT_TEXTS = "org.eclipse.jgit.nls.TranslationBundle";
  private static final String SARIF = "com.contrastsecurity.sarif.";
  private static final String JACKSON = "com.fasterxml.jackson.databind.ext.Java7Support";

  /** The tables of PDFBox: names of glyphs, widths, mappings of characters. */
  private static final List<String> PDF =
      List.of("org/apache/pdfbox/resources/", "org/apache/fontbox/");

  private static final String LOGGING = "org.slf4j.spi.SLF4JServiceProvider";

  /** The classes that java.net.http creates by reflection for each client, and that URLs use. */
  private static final List<String> OF_THE_JDK =
      List.of(
          "jdk.internal.net.http.AuthenticationFilter",
          "jdk.internal.net.http.CookieFilter",
          "jdk.internal.net.http.RedirectFilter",
          "sun.net.www.protocol.http.Handler",
          "sun.net.www.protocol.https.Handler");

  /** The classes that PDFBox and its logging create by their names. */
  private static final List<String> OF_PDFBOX =
      List.of(
          "org.apache.commons.logging.LogFactory",
          "org.apache.commons.logging.impl.Log4jApiLogFactory",
          "org.apache.commons.logging.impl.Slf4jLogFactory",
          "org.apache.commons.logging.impl.WeakHashtable",
          "org.apache.pdfbox.pdmodel.encryption.StandardSecurityHandler");

  private final ProgramJar jar;
  private final List<String> reflection = new ArrayList<>();
  private final List<String> resources = new ArrayList<>();

  private MetadataWriter(ProgramJar jar) {
    this.jar = jar;
  }

  /**
   * Writes a file.
   *
   * @param args the program's jar, and the file to write
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, metadata(Path.of(args[0])));
  }

  /** Returns the metadata of a program as JSON, in a fixed order. */
  static String metadata(Path jar) throws IOException {
    MetadataWriter writer = new MetadataWriter(ProgramJar.read(jar));
    writer.addClasses();
    writer.addResources();
    return "{\n  \"reflection\": [\n"
        + String.join(",\n", writer.reflection)
        + "\n  ],\n  \"resources\": [\n"
        + String.join(",\n", writer.resources)
        + "\n  ]\n}\n";
  }

  private void addClasses() {
    for (Map.Entry<String, ProgramJar.Facts> entry : jar.classes().entrySet()) {
      String name = entry.getKey();
      ProgramJar.Facts facts = entry.getValue();
      if (name.startsWith(JGIT) && facts.isEnum()) {
        // Config reads a setting whose values are the constants of an enum.
        addMethods(name, List.of("values"));
      } else if (isJgitTexts(name)) {
        addType(name, "\"allPublicFields\": true, " + methods(List.of("<init>")));
      } else if (name.startsWith(SARIF)) {
        // Jackson writes these objects; it looks at all members and then calls some.
        addType(
            name,
            "\"allDeclaredConstructors\": true, \"allDeclaredMethods\": true,"
                + " \"allDeclaredFields\": true");
      } else if (!name.equals(JACKSON) && jar.isKindOf(name, JACKSON)) {
        addMethods(name, List.of("<init>"));
      } else if (name.startsWith(OWN) && facts.components() != null) {
        // RecordText writes the components of a record.
        addMethods(name, facts.components());
      }
    }
    for (String provider : jar.providers().getOrDefault(LOGGING, List.of())) {
      // Main names it in a system property.
      addMethods(provider, List.of("<init>"));
    }
    OF_PDFBOX.forEach(name -> addMethods(name, List.of("<init>")));
    OF_THE_JDK.forEach(name -> addMethods(name, List.of("<init>")));
  }

  private void addResources() {
    for (String file : jar.files()) {
      if (file.startsWith(OWN.replace('.', '/')) || PDF.stream().anyMatch(file::startsWith)) {
        resources.add("    { \"glob\": \"" + file + "\" }");
      }
    }
    for (String name : jar.classes().keySet()) {
      if (isJgitTexts(name)) {
        resources.add("    { \"bundle\": \"" + name + "\" }");
      }
    }
  }

  private boolean isJgitTexts(String name) {
    return !name.equals(JGIT_TEXTS) && jar.isKindOf(name, JGIT_TEXTS);
  }

  private void addMethods(String type, List<String> names) {
    addType(type, methods(names));
  }

  private void addType(String type, String members) {
    reflection.add("    { \"type\": \"" + type + "\", " + members + " }");
  }

  /** Returns methods without parameters. */
  private static String methods(List<String> names) {
    StringJoiner all = new StringJoiner(", ", "\"methods\": [", "]");
    for (String name : names) {
      all.add("{ \"name\": \"" + name + "\", \"parameterTypes\": [] }");
    }
    return all.toString();
  }
}
