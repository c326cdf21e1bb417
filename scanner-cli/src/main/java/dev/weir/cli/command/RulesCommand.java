package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.core.config.ConfigException;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.config.ConfigLoader;
import dev.weir.core.config.ConfigReader;
import dev.weir.core.config.Problem;
import dev.weir.core.config.RuleExamples;
import dev.weir.core.config.RuleExamples.Example;
import dev.weir.core.config.RuleLint;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectionListener;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.detect.Suppression;
import dev.weir.core.file.FailureWords;
import dev.weir.core.file.RegularFile;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import dev.weir.core.text.ForeignText;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code weir rules}: lists rules, shows single rules, and tests files with rules. */
public final class RulesCommand {
  private static final String SAMPLES = ".samples.toml";

  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final PrintStream out;

  public RulesCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.out = environment.out();
  }

  public int run() {
    List<String> words = line.arguments();
    String what = words.isEmpty() ? "list" : words.get(0);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (what) {
      case "list" -> list();
      case "show" -> show(rest);
      case "test" -> test(rest);
      default ->
          throw new UsageException(
              "unknown command \"" + what + "\" for \"" + line.programName() + " rules\"",
              ExitCode.USAGE,
              true);
    };
  }

  private RuleSet rules() throws Configuration.UnusableException {
    return new Configuration(environment, console).load(line, ".");
  }

  private int list() {
    try {
      for (Rule rule : rules().rules()) {
        RuleMetadata about = rule.metadata();
        out.print(
            String.join(
                    "\t",
                    ForeignText.line(rule.id()),
                    about.severity().word(),
                    ForeignText.line(about.provider()),
                    ForeignText.line(rule.description()),
                    about.identifier() ? "identifier" : "secret")
                + "\n");
      }
      return ExitCode.CLEAN;
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    }
  }

  private int show(List<String> ids) {
    if (ids.isEmpty()) {
      throw new UsageException("rules show needs the id of a rule", ExitCode.USAGE, true);
    }
    try {
      RuleSet rules = rules();
      for (String id : ids) {
        Rule rule = rules.rule(id);
        if (rule == null) {
          console.fatal(
              "unknown rule " + id + "; run '" + line.programName() + " rules list' to list all");
          return ExitCode.FAILURE;
        }
        show(rule);
      }
      return ExitCode.CLEAN;
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    }
  }

  private void show(Rule rule) {
    RuleMetadata about = rule.metadata();
    out.print(ForeignText.line(rule.id()) + "\n");
    row("finds", rule.description());
    row("provider", about.provider());
    row("severity", about.severity().word());
    row("confidence", about.confidence().word());
    row("kind", about.identifier() ? "identifier, reported only with --identifiers" : "");
    row("revoke", about.revoke());
    row("document", about.docs());
    row("keywords", String.join(", ", rule.keywords()));
    row("entropy", rule.entropy() == 0 ? "" : "above " + rule.entropy());
    row("check", about.check().written());
    row("tags", String.join(", ", rule.tags()));
    row("pattern", rule.regex() == null ? "" : rule.regex().pattern());
    row("path", rule.path() == null ? "" : rule.path().pattern());
    for (Allowlist list : rule.allowlists()) {
      row("allows", list.description().isEmpty() ? "by an allowlist" : list.description());
    }
    out.print("\n");
  }

  private void row(String name, String value) {
    if (!value.isEmpty()) {
      out.print(String.format("  %-11s%s\n", name, ForeignText.line(value)));
    }
  }

  private int test(List<String> files) {
    if (files.isEmpty()) {
      throw new UsageException("rules test needs a file with rules", ExitCode.USAGE, true);
    }
    int code = ExitCode.CLEAN;
    for (String file : files) {
      code = Math.max(code, test(file));
    }
    return code;
  }

  private int test(String name) {
    Path path = environment.workingDirectory().resolve(name);
    List<Problem> notices = new ArrayList<>();
    List<Example> examples;
    List<Problem> lints;
    RuleSet rules;
    try {
      String text =
          ConfigReader.text(RegularFile.readUpTo(path, ConfigReader.MOST_BYTES + 1), name);
      ConfigFile file = ConfigReader.read(text, name, notices);
      rules =
          new ConfigLoader(environment.workingDirectory(), DefaultRules::configFile, notices)
              .load(file);
      lints = RuleLint.check(file);
      examples = new ArrayList<>(RuleExamples.read(text, name));
      String samplesName = name.replaceFirst("\\.toml$", "") + SAMPLES;
      Path samples = environment.workingDirectory().resolve(samplesName);
      if (Files.exists(samples)) {
        examples.addAll(
            RuleExamples.read(
                ConfigReader.text(Files.readAllBytes(samples), samplesName), samplesName));
      }
    } catch (ConfigException e) {
      e.problems().forEach(problem -> console.fatal(problem.toString()));
      return ExitCode.FAILURE;
    } catch (IOException e) {
      console.fatal("cannot read " + name + ": " + FailureWords.of(e));
      return ExitCode.FAILURE;
    }
    notices.forEach(notice -> out.print("warning: " + ForeignText.line(notice.toString()) + "\n"));
    lints.forEach(lint -> out.print("warning: " + ForeignText.line(lint.toString()) + "\n"));
    long wrong = examples.stream().filter(example -> !isRight(example, rules)).count();
    out.print(
        ForeignText.line(name)
            + ": "
            + rules.rules().size()
            + " rules, "
            + examples.size()
            + " examples, "
            + wrong
            + " of them wrong, "
            + (notices.size() + lints.size())
            + " warnings\n");
    return wrong == 0 ? ExitCode.CLEAN : ExitCode.FAILURE;
  }

  private boolean isRight(Example example, RuleSet rules) {
    String place = example.file() + ":" + example.line() + ": " + example.ruleId() + ": ";
    if (rules.rule(example.ruleId()) == null) {
      out.print("wrong: " + ForeignText.line(place) + "unknown rule\n");
      return false;
    }
    List<String> secrets = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    new Detector(
            new RuleIndex(rules.only(List.of(example.ruleId()))),
            DetectOptions.defaults().withSearchRejected(true))
        .detect(
            new Fragment("example", "", Content.of(example.text()), 1, null),
            new DetectionListener() {
              @Override
              public void found(Finding finding) {
                secrets.add(finding.secret().text());
              }

              @Override
              public void suppressed(Finding candidate, Suppression why) {
                reasons.add(why.describe());
              }
            });
    String why = null;
    if (example.found() && secrets.isEmpty()) {
      why = "found nothing" + (reasons.isEmpty() ? "" : ": " + reasons.get(0));
    } else if (!example.found() && !secrets.isEmpty()) {
      why = "found something, but should find nothing";
    } else if (example.found()
        && !example.secret().isEmpty()
        && !secrets.contains(example.secret())) {
      why = "found another text than the secret that the example names";
    }
    if (why != null) {
      out.print("wrong: " + ForeignText.line(place + why) + "\n");
    }
    return why == null;
  }
}
