package dev.weir.core.config;

import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.RequiredTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.file.FailureWords;
import dev.weir.core.rule.AllowComments;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates rules from configuration files: follows {@code [extend]}, merges and validates. Collects
 * all problems before it fails. Each loader loads one configuration.
 */
public final class ConfigLoader {
  /** gitleaks: a file may extend a file that extends another; a third extension is ignored */
  private static final int DEEPEST_EXTENSION = 2;

  private static final int[] COMPATIBLE_VERSION = {8, 30, 1};

  private final PathReader paths;
  private final Spelling spelling;
  private final Supplier<ConfigFile> defaults;
  private final List<Problem> notices;
  private final List<Problem> problems = new ArrayList<>();
  private final RuleCompiler compiler = new RuleCompiler(problems);

  /**
   * Creates a loader that is lenient about misspelt keys.
   *
   * @param workingDirectory the folder that {@code extend.path} is relative to
   * @param defaults the built-in configuration
   * @param notices receives everything that is valid but probably not what the user meant
   */
  public ConfigLoader(Path workingDirectory, Supplier<ConfigFile> defaults, List<Problem> notices) {
    this(PathReader.in(workingDirectory), defaults, notices, Spelling.LENIENT);
  }

  /**
   * Creates a loader.
   *
   * @param paths reads the files that {@code extend.path} names
   * @param spelling how misspelt keys in these files are treated
   * @see #ConfigLoader(Path, Supplier, List)
   */
  public ConfigLoader(
      PathReader paths, Supplier<ConfigFile> defaults, List<Problem> notices, Spelling spelling) {
    this.paths = paths;
    this.spelling = spelling;
    this.defaults = defaults;
    this.notices = notices;
  }

  /**
   * Returns the rules of a configuration.
   *
   * @throws ConfigException with all problems
   */
  public RuleSet load(ConfigFile config) {
    Merged merged = merge(config, 0);
    List<Rule> rules = new ArrayList<>();
    Map<String, Rule> byId = new LinkedHashMap<>();
    Map<String, List<AllowlistTable>> targeted = targeted(config, merged);
    merged.scoped.forEach(
        (id, lists) -> targeted.computeIfAbsent(id, key -> new ArrayList<>()).addAll(lists));
    for (RuleTable table : merged.rules.values()) {
      Rule rule = compiler.rule(table, targeted.getOrDefault(table.id(), List.of()));
      if (rule != null) {
        rules.add(rule);
        byId.put(rule.id(), rule);
      }
    }
    List<Rule> listed = new ArrayList<>();
    for (String id : merged.order) {
      Rule rule = byId.get(id);
      if (rule != null) {
        listed.add(rule);
      }
    }
    List<Allowlist> allowlists = compiler.allowlists(merged.allowlists, AllowlistScope.ALL);
    RuleSet set =
        problems.isEmpty()
            ? new RuleSet(rules, listed, allowlists).withAllowComments(allowComments(config))
            : null;
    if (problems.isEmpty() && rules.isEmpty()) {
      problems.add(
          new Problem(
              config.name(),
              0,
              "",
              "the configuration has no rules, so nothing would be found",
              "add [[rules]], or use the built-in rules with [extend] useDefault = true"));
    }
    if (set == null || !problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return set;
  }

  /** Only the configuration itself counts: comments are about files, not about rules. */
  private List<String> allowComments(ConfigFile config) {
    if (config.allowComments().isEmpty()) {
      return List.of();
    }
    String unknown = AllowComments.unknownName(config.allowComments());
    if (unknown != null) {
      problems.add(
          new Problem(
              config.name(),
              0,
              "",
              "weir.allowComments: weir knows no comments of '" + unknown + "'",
              "use " + String.join(", ", AllowComments.NAMES) + " or " + AllowComments.NONE));
    }
    return config.allowComments();
  }

  /** Returns the global allowlists that name rules, by rule. */
  private Map<String, List<AllowlistTable>> targeted(ConfigFile config, Merged merged) {
    Map<String, List<AllowlistTable>> targeted = new LinkedHashMap<>();
    for (AllowlistTable list : config.allowlists()) {
      for (String id : list.targetRules()) {
        if (!merged.rules.containsKey(id)) {
          problems.add(
              new Problem(
                  list.file(),
                  list.line(),
                  "",
                  "[[allowlists]] target rule ID '" + id + "' does not exist",
                  "name a rule of this configuration"));
        }
        targeted.computeIfAbsent(id, key -> new ArrayList<>()).add(list);
      }
    }
    return targeted;
  }

  private Merged merge(ConfigFile config, int depth) {
    compiler.know(config.patterns());
    Merged merged = new Merged();
    Set<String> own = new HashSet<>();
    for (RuleTable rule : config.rules()) {
      merged.rules.put(rule.id(), rule);
      merged.order.add(rule.id());
      own.add(rule.id());
    }
    checkRequired(config, own);
    checkVersion(config);
    for (AllowlistTable list : config.allowlists()) {
      if (list.targetRules().isEmpty()) {
        merged.listsOf(list.scope()).add(list);
      } else if (depth > 0) {
        notice(
            list.file(),
            list.line(),
            "allowlists with targetRules have no effect in an extended file");
      }
    }
    ConfigFile base = base(config, depth);
    if (base != null && config.extend() != null) {
      extend(merged, merge(base, depth + 1), config.extend(), base.name());
    }
    for (RuleTable rule : merged.rules.values()) {
      if (Rule.isGeneric(rule.id(), rule.metadata())) {
        merged.scope(rule.id(), merged.genericAllowlists);
      }
    }
    return merged;
  }

  private void checkRequired(ConfigFile config, Set<String> own) {
    for (RuleTable rule : config.rules()) {
      for (RequiredTable required : rule.required()) {
        String message = null;
        if (required.id().isEmpty()) {
          message = rule.id() + ": [[rules.required]] rule ID is empty";
        } else if (!own.contains(required.id())) {
          message =
              rule.id() + ": [[rules.required]] rule ID '" + required.id() + "' does not exist";
        }
        if (message != null) {
          problems.add(
              new Problem(
                  rule.file(), required.line(), "", message, "name a rule of the same file"));
        }
      }
    }
  }

  private void checkVersion(ConfigFile config) {
    if (config.minVersion().isEmpty()) {
      return;
    }
    String[] parts = config.minVersion().replaceFirst("^v", "").split("[.+-]", 4);
    int[] wanted = new int[3];
    try {
      for (int i = 0; i < Math.min(3, parts.length); i++) {
        wanted[i] = Integer.parseInt(parts[i]);
      }
    } catch (NumberFormatException e) {
      problems.add(
          new Problem(
              config.name(),
              0,
              "minVersion",
              "invalid minVersion '"
                  + config.minVersion()
                  + "': Malformed version: "
                  + config.minVersion(),
              "write it like v8.25.0"));
      return;
    }
    for (int i = 0; i < 3; i++) {
      if (wanted[i] != COMPATIBLE_VERSION[i]) {
        if (wanted[i] > COMPATIBLE_VERSION[i]) {
          notice(config.name(), 0, "the configuration requires gitleaks " + config.minVersion());
        }
        return;
      }
    }
  }

  private @Nullable ConfigFile base(ConfigFile config, int depth) {
    ConfigFile.Extend extend = config.extend();
    if (extend == null || depth >= DEEPEST_EXTENSION) {
      return null;
    }
    if (!extend.path().isEmpty() && extend.useDefault()) {
      problems.add(
          new Problem(
              config.name(),
              extend.line(),
              "extend",
              "unable to load config due to extend.path and extend.useDefault being set",
              "keep one of the two"));
      return null;
    }
    if (extend.useDefault()) {
      return defaults.get();
    }
    if (extend.path().isEmpty()) {
      if (!extend.url().isEmpty()) {
        notice(config.name(), extend.line(), "extend.url has no effect");
      }
      return null;
    }
    return read(config, extend);
  }

  private @Nullable ConfigFile read(ConfigFile config, ConfigFile.Extend extend) {
    try {
      return ConfigReader.read(paths.read(extend.path()), extend.path(), notices, spelling);
    } catch (ConfigException e) {
      for (Problem problem : e.problems()) {
        problems.add(
            new Problem(
                problem.file(),
                problem.line(),
                problem.key(),
                "failed to load extended config, err: " + problem.message(),
                problem.remedy()));
      }
    } catch (IOException e) {
      problems.add(
          new Problem(
              config.name(),
              extend.line(),
              "extend.path",
              "failed to load extended config, err: " + reason(extend.path(), e),
              "the path is relative to the current directory"));
    }
    return null;
  }

  /** Returns why a file could not be read, in the words of the operating system. */
  static String reason(String path, IOException e) {
    boolean isNotOpened = e instanceof NoSuchFileException || e instanceof AccessDeniedException;
    return (isNotOpened ? "open " : "read ") + path + ": " + FailureWords.of(e);
  }

  private void extend(Merged merged, Merged base, ConfigFile.Extend extend, String baseName) {
    for (String disabled : extend.disabledRules()) {
      if (!base.rules.containsKey(disabled)) {
        notice(baseName, 0, "Disabled rule doesn't exist in extended config. rule-id=" + disabled);
      }
    }
    for (RuleTable rule : base.rules.values()) {
      if (extend.disabledRules().contains(rule.id())) {
        continue;
      }
      RuleTable own = merged.rules.get(rule.id());
      if (own == null) {
        merged.rules.put(rule.id(), rule);
        merged.order.add(rule.id());
      } else {
        merged.rules.put(rule.id(), merged(rule, own));
      }
    }
    for (String id : merged.rules.keySet()) {
      List<AllowlistTable> inherited = base.scoped.get(id);
      merged.scope(id, inherited == null ? List.of() : inherited);
      merged.scope(id, base.rules.containsKey(id) ? List.of() : base.extendingAllowlists);
    }
    merged.allowlists.addAll(base.allowlists);
    merged.extendingAllowlists.addAll(base.extendingAllowlists);
    merged.order.sort(null);
  }

  /** Merges our own table into the base's: our values win, lists grow. */
  private RuleTable merged(RuleTable base, RuleTable own) {
    if (own.skipReport() || !own.required().isEmpty()) {
      notice(
          own.file(),
          own.line(),
          "skipReport and required have no effect on rule '" + own.id() + "' of the extended file");
    }
    return own.over(base);
  }

  private void notice(String file, int line, String message) {
    notices.add(new Problem(file, line, "", message, ""));
  }

  /** A configuration together with the configurations that it extends. */
  private static final class Merged {
    private final Map<String, RuleTable> rules = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final List<AllowlistTable> allowlists = new ArrayList<>();
    // Of this configuration alone: those of the extended ones are already in scoped.
    private final List<AllowlistTable> genericAllowlists = new ArrayList<>();
    private final List<AllowlistTable> extendingAllowlists = new ArrayList<>();
    private final Map<String, List<AllowlistTable>> scoped = new LinkedHashMap<>();

    List<AllowlistTable> listsOf(AllowlistScope scope) {
      return switch (scope) {
        case ALL -> allowlists;
        case GENERIC -> genericAllowlists;
        case EXTENDING -> extendingAllowlists;
      };
    }

    void scope(String rule, List<AllowlistTable> lists) {
      if (!lists.isEmpty()) {
        scoped.computeIfAbsent(rule, id -> new ArrayList<>()).addAll(lists);
      }
    }
  }
}
