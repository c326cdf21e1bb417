package dev.weir.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.core.text.Content;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Kinds of text that scanners read, generated from a fixed seed. */
public enum Text {
  /** A program of classes, comments and strings; about one line in sixty mentions a secret. */
  SOURCE {
    @Override
    void add(StringBuilder out, Random random) {
      out.append("/** Looks after the ").append(word(random)).append(". */\n");
      out.append("final class ").append(type(random)).append(" {\n");
      for (int method = 0; method < 8; method++) {
        out.append("  public ").append(type(random)).append(' ').append(word(random));
        out.append(type(random)).append("(String ").append(word(random)).append(") {\n");
        for (int line = random.nextInt(8); line >= 0; line--) {
          out.append("    ").append(statement(random)).append('\n');
        }
        out.append("    return ").append(word(random)).append(";\n  }\n\n");
      }
      out.append("}\n\n");
    }
  },

  /** A script on a single line. */
  MINIFIED {
    @Override
    void add(StringBuilder out, Random random) {
      out.append("function ").append(letter(random)).append(letter(random)).append("(t,e){var n=");
      for (int call = random.nextInt(12); call >= 0; call--) {
        out.append(letter(random)).append('.').append(word(random)).append('(');
        out.append(random.nextBoolean() ? "\"" + word(random) + "\"" : "0x" + hex(random, 4));
        out.append(random.nextInt(60) == 0 ? ",{token:t.key})" : ")").append(',');
      }
      out.append("r=!0;return n?r:e}");
    }
  },

  /** The lock file of a package manager: addresses and checksums. */
  LOCK {
    @Override
    void add(StringBuilder out, Random random) {
      String name = word(random) + "-" + word(random);
      String version = random.nextInt(9) + "." + random.nextInt(30) + "." + random.nextInt(9);
      out.append("    \"node_modules/").append(name).append("\": {\n");
      out.append("      \"version\": \"").append(version).append("\",\n");
      out.append("      \"resolved\": \"https://registry.example.org/").append(name).append("/-/");
      out.append(name).append('-').append(version).append(".tgz\",\n");
      out.append("      \"integrity\": \"sha512-").append(base64(random, 64)).append("\",\n");
      out.append("      \"dependencies\": { \"").append(word(random)).append("\": \"^1.0.0\" }\n");
      out.append("    },\n");
    }
  },

  /** Documents with text and bytes in base64. */
  BASE64 {
    @Override
    void add(StringBuilder out, Random random) {
      StringBuilder inner = new StringBuilder();
      for (int line = random.nextInt(30); line >= 0; line--) {
        inner.append(statement(random)).append('\n');
      }
      byte[] text = inner.toString().getBytes(US_ASCII);
      out.append("  {\n    \"id\": \"").append(hex(random, 16)).append("\",\n    \"text\": \"");
      out.append(Base64.getEncoder().encodeToString(text)).append("\",\n    \"image\": \"");
      out.append(base64(random, 200 + random.nextInt(2000))).append("\"\n  },\n");
    }
  },

  /** A log of requests, with percent signs and Unicode escapes. */
  ESCAPES {
    @Override
    void add(StringBuilder out, Random random) {
      out.append("GET /").append(word(random)).append("?q=").append(word(random)).append("%20%3D");
      out.append("%22").append(word(random)).append("%22&name=%C3%A9").append(word(random));
      out.append(" \"\\u0041\\u0042").append(word(random)).append("\\u00e9\" 200\n");
    }
  };

  /** The number of bytes of each text. */
  public static final int BYTES = 1 << 20;

  private static final int PIECE = 1 << 16;

  private static final String[] WORDS =
      ("account buffer channel client column config content cursor default element entry error event"
              + " factory field filter folder format handler header index input item iterator label"
              + " length limit listener location manager message method model module name node"
              + " number object offset option order output owner package parameter parent parser"
              + " path pattern position prefix property query range reader record reference region"
              + " register request resource response result return schema scope select sequence"
              + " server session setting source status stream string suffix table target template"
              + " thread title type update user value version view width window writer")
          .split(" ");

  private static final String[] SECRETIVE = {
    "password", "api_key", "secret", "token", "access_key", "client_secret", "private_key"
  };

  abstract void add(StringBuilder out, Random random);

  /** Returns a text of {@link #BYTES} bytes, all of them ASCII. */
  public byte[] make() {
    Random random = new Random(7);
    StringBuilder out = new StringBuilder(BYTES);
    while (out.length() < BYTES) {
      add(out, random);
    }
    return out.substring(0, BYTES).getBytes(US_ASCII);
  }

  /** Returns the text in pieces of the size that files are cut into. */
  public List<Content> pieces() {
    byte[] text = make();
    return IntStream.range(0, BYTES / PIECE)
        .mapToObj(i -> Content.ofOwned(Arrays.copyOfRange(text, i * PIECE, (i + 1) * PIECE)))
        .toList();
  }

  /** Returns a line of a program. */
  static String statement(Random random) {
    if (random.nextInt(60) == 0) {
      String secretive = SECRETIVE[random.nextInt(SECRETIVE.length)];
      return "String " + secretive + " = config.get(\"" + word(random) + "." + secretive + "\");";
    }
    return switch (random.nextInt(5)) {
      case 0 -> "if (" + word(random) + " == null) { return; }";
      case 1 -> "this." + word(random) + " = new " + type(random) + "(" + word(random) + ", 42);";
      case 2 -> "log.info(\"the " + word(random) + " of {} is {}\", " + word(random) + ", i);";
      case 3 -> "// A " + word(random) + " has at most one " + word(random) + " at a time.";
      default -> type(random) + " " + word(random) + " = " + word(random) + ".get(i + 1);";
    };
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private static String type(Random random) {
    String word = word(random);
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static char letter(Random random) {
    return (char) ('a' + random.nextInt(26));
  }

  private static String hex(Random random, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(Character.forDigit(random.nextInt(16), 16));
    }
    return out.toString();
  }

  private static String base64(Random random, int bytes) {
    byte[] some = new byte[bytes];
    random.nextBytes(some);
    return Base64.getEncoder().encodeToString(some);
  }
}
