package dev.weir.core.config;

import dev.weir.core.check.ValueChecks;
import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.Extend;
import dev.weir.core.config.ConfigFile.PatternText;
import dev.weir.core.config.ConfigFile.RequiredTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.config.toml.ConfigTable;
import dev.weir.core.config.toml.TomlReader;
import dev.weir.core.config.toml.TomlSyntaxException;
import dev.weir.core.rule.CheckRef;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.Severity;
import dev.weir.core.text.NotUtf8Exception;
import dev.weir.core.text.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the text of a configuration. Each reader reads one text. */
public final class ConfigReader {
  /** The largest size of a configuration file, in bytes: more than all default rules as TOML. */
  public static final int MOST_BYTES = 4_000_000;

  private static final Set<String> TOP_KEYS =
      Set.of(
          "title",
          "description",
          "minversion",
          "extend",
          "rules",
          "allowlist",
          "allowlists",
          "weir");
  private static final Set<String> OWN_KEYS = Set.of("allowcomments");
  private static final Set<String> RULE_KEYS =
      Set.of(
          "id",
          "description",
          "regex",
          "path",
          "secretgroup",
          "entropy",
          "keywords",
          "tags",
          "allowlist",
          "allowlists",
          "required",
          "skipreport",
          "severity",
          "confidence",
          "provider",
          "references",
          "examples",
          "weir");

  /** The kind of rule whose values open nothing. */
  private static final String IDENTIFIER = "identifier";

  private static final Set<String> METADATA_KEYS =
      Set.of("provider", "severity", "confidence", "revoke", "docs", "check", "kind");
  private static final Set<String> ALLOWLIST_KEYS =
      Set.of(
          "description",
          "condition",
          "commits",
          "paths",
          "regextarget",
          "regexes",
          "stopwords",
          "targetrules",
          "weir");
  private static final Set<String> SCOPE_KEYS = Set.of("rules");
  private static final Set<String> EXTEND_KEYS =
      Set.of("path", "url", "usedefault", "disabledrules");

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> notices;
  private final TableDecoder decoder;
  private final Spelling spelling;

  private ConfigReader(String file, List<Problem> notices, Spelling spelling) {
    this.file = file;
    this.spelling = spelling;
    this.notices = notices;
    this.decoder = new TableDecoder(file, problems);
  }

  /**
   * Reads a configuration and is lenient about misspelt keys.
   *
   * @param text TOML
   * @param file the file as the user named it
   * @param notices receives everything that is valid but probably not what the user meant, such as
   *     unknown keys
   * @throws ConfigException if the text is not TOML, or values have the wrong type
   */
  public static ConfigFile read(String text, String file, List<Problem> notices) {
    return read(text, file, notices, Spelling.LENIENT);
  }

  /**
   * Reads a configuration file.
   *
   * @param bytes TOML in UTF-8
   * @throws ConfigException also if a byte is not UTF-8: a pattern would silently mean another one
   * @see #read(String, String, List, Spelling)
   */
  public static ConfigFile read(
      byte[] bytes, String file, List<Problem> notices, Spelling spelling) {
    return read(text(bytes, file), file, notices, spelling);
  }

  /**
   * Returns the text of a configuration file.
   *
   * @throws ConfigException if a byte is not UTF-8, or there are more than {@link #MOST_BYTES}
   */
  public static String text(byte[] bytes, String file) {
    checkSize(bytes.length, file);
    try {
      return Utf8.decodeStrictly(bytes);
    } catch (NotUtf8Exception e) {
      throw new ConfigException(List.of(notUtf8(file, e.line(), e.reason())));
    }
  }

  /**
   * Returns a configuration that came in an environment variable.
   *
   * @throws ConfigException if it is too large, or has U+FFFD, which stands for bytes that are not
   *     UTF-8
   */
  static String textOfVariable(String value, String name) {
    checkSize(value.length(), name);
    int at = value.indexOf(Utf8.REPLACEMENT);
    if (at >= 0) {
      int line = 1 + (int) value.substring(0, at).chars().filter(c -> c == '\n').count();
      throw new ConfigException(List.of(notUtf8(name, line, "the line is not UTF-8")));
    }
    return value;
  }

  private static void checkSize(int size, String file) {
    if (size > MOST_BYTES) {
      throw new ConfigException(
          List.of(
              new Problem(
                  file,
                  1,
                  "",
                  "the configuration is larger than " + MOST_BYTES / 1_000_000 + " MB",
                  "use fewer rules, keywords or stopwords")));
    }
  }

  private static Problem notUtf8(String file, int line, String reason) {
    return new Problem(
        file,
        line,
        "",
        "While parsing config: toml: invalid character: " + reason,
        "save the file as UTF-8; in a pattern, \\x{E9} stands for the character U+00E9");
  }

  /**
   * Reads a configuration.
   *
   * @param spelling how keys that resemble known ones are treated
   * @throws ConfigException if the text is not TOML, values have the wrong type, or a key is
   *     misspelt
   * @see #read(String, String, List)
   */
  public static ConfigFile read(
      String text, String file, List<Problem> notices, Spelling spelling) {
    ConfigReader reader = new ConfigReader(file, notices, spelling);
    ConfigTable table;
    try {
      table = TomlReader.read(text);
    } catch (TomlSyntaxException e) {
      List<Problem> flaws = new ArrayList<>();
      for (TomlSyntaxException.Flaw flaw : e.flaws()) {
        flaws.add(
            new Problem(
                file,
                flaw.line(),
                "",
                "While parsing config: toml: column " + flaw.column() + ": " + flaw.message(),
                "fix the TOML there"));
      }
      throw new ConfigException(flaws);
    }
    ConfigFile config = reader.config(table);
    if (!reader.problems.isEmpty()) {
      throw new ConfigException(reader.problems);
    }
    return config;
  }

  private ConfigFile config(ConfigTable top) {
    noticeUnknown(top, TOP_KEYS, "");
    Extend extend = null;
    ConfigTable.Value written = decoder.table(top, "extend", "extend");
    if (written != null) {
      ConfigTable table = (ConfigTable) written.data();
      noticeUnknown(table, EXTEND_KEYS, "extend");
      extend =
          new Extend(
              written.line(),
              decoder.text(table, "path", "extend.path"),
              decoder.text(table, "url", "extend.url"),
              decoder.flag(table, "usedefault", "extend.useDefault"),
              decoder.texts(table, "disabledrules", "extend.disabledRules"));
    }
    List<RuleTable> rules = new ArrayList<>();
    for (ConfigTable.Value rule : decoder.tables(top, "rules", "rules")) {
      rules.add(rule((ConfigTable) rule.data(), rule.line(), "rules[" + rules.size() + "]"));
    }
    return new ConfigFile(
        file,
        decoder.text(top, "minversion", "minVersion"),
        extend,
        rules,
        allowlists(top, "", "", ""),
        allowComments(top),
        Map.of());
  }

  /** Reads the table {@code [weir]}, which gitleaks does not have. */
  private List<String> allowComments(ConfigTable top) {
    ConfigTable.Value written = decoder.table(top, "weir", "weir");
    if (written == null) {
      return List.of();
    }
    ConfigTable table = (ConfigTable) written.data();
    noticeUnknown(table, OWN_KEYS, "weir");
    return decoder.texts(table, "allowcomments", "weir.allowComments");
  }

  private RuleTable rule(ConfigTable table, int line, String where) {
    noticeUnknown(table, RULE_KEYS, where);
    String id = decoder.text(table, "id", where + ".id");
    List<RequiredTable> required = new ArrayList<>();
    for (ConfigTable.Value entry : decoder.tables(table, "required", where + ".required")) {
      ConfigTable other = (ConfigTable) entry.data();
      String at = where + ".required[" + required.size() + "]";
      required.add(
          new RequiredTable(
              entry.line(),
              decoder.text(other, "id", at + ".id"),
              decoder.optionalInteger(other, "withinlines", at + ".withinLines"),
              decoder.optionalInteger(other, "withincolumns", at + ".withinColumns")));
    }
    return new RuleTable(
        file,
        line,
        id,
        decoder.text(table, "description", where + ".description"),
        pattern(table, "regex", where, line),
        pattern(table, "path", where, line),
        (int) decoder.number(table, "secretgroup", where + ".secretGroup"),
        decoder.number(table, "entropy", where + ".entropy"),
        decoder.texts(table, "keywords", where + ".keywords"),
        decoder.texts(table, "tags", where + ".tags"),
        allowlists(table, where + ".", "rules.", id + ": "),
        required,
        decoder.flag(table, "skipreport", where + ".skipReport"),
        metadata(table, where + ".weir"));
  }

  private RuleMetadata metadata(ConfigTable rule, String where) {
    ConfigTable.Value written = decoder.table(rule, "weir", where);
    if (written == null) {
      return RuleMetadata.NONE;
    }
    ConfigTable table = (ConfigTable) written.data();
    noticeUnknown(table, METADATA_KEYS, where);
    return new RuleMetadata(
        decoder.text(table, "provider", where + ".provider"),
        severity(table, where + ".severity"),
        confidence(table, where + ".confidence"),
        decoder.text(table, "revoke", where + ".revoke"),
        decoder.text(table, "docs", where + ".docs"),
        check(table, where + ".check"),
        isIdentifier(table, where + ".kind"));
  }

  private boolean isIdentifier(ConfigTable table, String where) {
    String word = decoder.text(table, "kind", where);
    if (!word.equals("secret") && !word.equals(IDENTIFIER)) {
      noticeWord(table.get("kind"), word, where, "secret or identifier");
    }
    return word.equals(IDENTIFIER);
  }

  private Severity severity(ConfigTable table, String where) {
    String word = decoder.text(table, "severity", where);
    Severity severity = Severity.of(word);
    if (severity == Severity.UNKNOWN) {
      noticeWord(table.get("severity"), word, where, "critical, high, medium or low");
    }
    return severity;
  }

  private Confidence confidence(ConfigTable table, String where) {
    String word = decoder.text(table, "confidence", where);
    Confidence confidence = Confidence.of(word);
    if (confidence == Confidence.UNKNOWN) {
      noticeWord(table.get("confidence"), word, where, "high, medium or low");
    }
    return confidence;
  }

  private void noticeWord(
      ConfigTable.@Nullable Value value, String word, String where, String known) {
    if (value != null && !word.isEmpty()) {
      notices.add(
          new Problem(
              file,
              value.line(),
              where,
              "unknown word '" + word + "', which has no effect",
              "write " + known));
    }
  }

  private CheckRef check(ConfigTable table, String where) {
    CheckRef check = CheckRef.of(decoder.text(table, "check", where));
    ConfigTable.Value written = table.get("check");
    if (written != null && !check.isEmpty() && ValueChecks.named(check.name()) == null) {
      problems.add(
          new Problem(
              file,
              written.line(),
              where,
              "unknown check '" + check.name() + "'",
              "the checks are " + String.join(", ", new TreeSet<>(ValueChecks.names()))));
    }
    return check;
  }

  private PatternText pattern(ConfigTable rule, String key, String where, int otherwise) {
    ConfigTable.Value value = rule.get(key);
    String text = decoder.text(rule, key, where + "." + key);
    return new PatternText(text, value == null ? otherwise : value.line());
  }

  private List<AllowlistTable> allowlists(
      ConfigTable table, String where, String kind, String owner) {
    List<AllowlistTable> lists = new ArrayList<>();
    for (ConfigTable.Value list : decoder.tables(table, "allowlists", where + "allowlists")) {
      lists.add(
          allowlist(
              (ConfigTable) list.data(), list.line(), where + "allowlists[" + lists.size() + "]"));
    }
    ConfigTable.Value old = decoder.table(table, "allowlist", where + "allowlist");
    if (old != null) {
      if (!lists.isEmpty()) {
        String plural = kind.isEmpty() ? "[[allowlists]]" : "[[rules.allowlist]]";
        problems.add(
            new Problem(
                file,
                old.line(),
                "",
                owner
                    + "["
                    + kind
                    + "allowlist] is deprecated, it cannot be used alongside "
                    + plural,
                "write [[" + kind + "allowlists]] for both"));
      }
      lists.add(allowlist((ConfigTable) old.data(), old.line(), where + "allowlist"));
    }
    return lists;
  }

  private AllowlistTable allowlist(ConfigTable table, int line, String where) {
    noticeUnknown(table, ALLOWLIST_KEYS, where);
    return new AllowlistTable(
        file,
        line,
        decoder.text(table, "description", where + ".description"),
        decoder.text(table, "condition", where + ".condition"),
        decoder.texts(table, "commits", where + ".commits"),
        decoder.texts(table, "paths", where + ".paths"),
        decoder.text(table, "regextarget", where + ".regexTarget"),
        decoder.texts(table, "regexes", where + ".regexes"),
        decoder.texts(table, "stopwords", where + ".stopwords"),
        decoder.texts(table, "targetrules", where + ".targetRules"),
        scope(table, where + ".weir"));
  }

  private AllowlistScope scope(ConfigTable allowlist, String where) {
    ConfigTable.Value written = decoder.table(allowlist, "weir", where);
    if (written == null) {
      return AllowlistScope.ALL;
    }
    ConfigTable table = (ConfigTable) written.data();
    noticeUnknown(table, SCOPE_KEYS, where);
    String word = decoder.text(table, "rules", where + ".rules");
    AllowlistScope scope = AllowlistScope.of(word);
    if (scope == null) {
      problems.add(
          new Problem(
              file,
              written.line(),
              where + ".rules",
              "unknown word '" + word + "'",
              "write generic or extending, or leave it out"));
      return AllowlistScope.ALL;
    }
    return scope;
  }

  private void noticeUnknown(ConfigTable table, Set<String> known, String where) {
    Map<String, ConfigTable.Value> unknown = new LinkedHashMap<>(table.values());
    unknown.keySet().removeAll(known);
    unknown.forEach(
        (key, value) -> {
          String near = Spelling.nearest(key, known);
          Problem problem =
              new Problem(
                  file,
                  value.line(),
                  (where.isEmpty() ? "" : where + ".") + table.written(key),
                  "unknown key, which has no effect",
                  near == null ? "check its spelling" : "did you mean " + near + "?");
          if (near != null && spelling == Spelling.STRICT) {
            problems.add(problem);
          } else {
            notices.add(problem);
          }
        });
  }
}
