package dev.weir.cli.report;

import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.ReportingConfiguration;
import com.contrastsecurity.sarif.ReportingDescriptor;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.Severity;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Describes rules for the dashboards that read SARIF. */
final class SarifRules {
  private static final int MOST_TAGS = 10;

  private SarifRules() {}

  static ReportingDescriptor descriptor(Rule rule, ReportingConfiguration configuration) {
    RuleMetadata metadata = rule.metadata();
    String name = name(rule.id());
    String description =
        rule.description().isEmpty() ? "Finds " + rule.id() + "." : rule.description();
    ReportingDescriptor descriptor =
        new ReportingDescriptor()
            .withId(rule.id())
            .withShortDescription(text("Secret in the code: " + words(rule.id()) + "."))
            .withFullDescription(text(sentence(description)))
            .withHelp(text(help(rule, false)).withMarkdown(help(rule, true)))
            .withDefaultConfiguration(configuration)
            .withProperties(
                new PropertyBag()
                    .withTags(tags(rule))
                    .withAdditionalProperty("precision", metadata.confidence().orMedium().word())
                    .withAdditionalProperty("security-severity", score(metadata.severity())));
    if (Character.isLetter(name.charAt(0)) && !name.equalsIgnoreCase(rule.id())) {
      descriptor.withName(name);
    }
    if (metadata.docs().startsWith("https://") || metadata.docs().startsWith("http://")) {
      descriptor.withHelpUri(URI.create(metadata.docs()));
    }
    return descriptor;
  }

  private static MultiformatMessageString text(String text) {
    return new MultiformatMessageString().withText(text);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static String words(String id) {
    return id.replace('-', ' ').replace('_', ' ').strip();
  }

  /** Returns {@code GithubPat} for {@code github-pat}. */
  static String name(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("[^0-9A-Za-z]+", 0)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.isEmpty() ? id : name.toString();
  }

  /** GitHub: over 9 is critical, 7 to 8.9 high, 4 to 6.9 medium. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH, UNKNOWN -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "3.0";
    };
  }

  private static Set<String> tags(Rule rule) {
    Set<String> tags = new LinkedHashSet<>();
    tags.add("security");
    tags.add("secret");
    tags.add("external/cwe/cwe-798");
    for (String tag : rule.tags()) {
      if (tags.size() < MOST_TAGS) {
        tags.add(tag);
      }
    }
    return tags;
  }

  private static String help(Rule rule, boolean markdown) {
    RuleMetadata metadata = rule.metadata();
    String break2 = "\n\n";
    StringBuilder help = new StringBuilder();
    if (markdown) {
      help.append("# ").append(words(rule.id())).append(break2);
    }
    if (!rule.description().isEmpty()) {
      help.append(sentence(rule.description())).append(break2);
    }
    help.append(heading("What to do", markdown));
    String first = markdown ? "1. " : "- ";
    help.append(first).append("Revoke it");
    if (metadata.provider().isEmpty()) {
      help.append(" where it was issued");
    } else {
      help.append(" at ").append(metadata.provider());
    }
    if (metadata.revoke().isEmpty()) {
      help.append(".\n");
    } else {
      help.append(": ").append(sentence(metadata.revoke())).append('\n');
    }
    help.append(markdown ? "2. " : "- ")
        .append("Put the new secret into a secret store or the environment, not into the code.\n")
        .append(markdown ? "3. " : "- ")
        .append("Check the provider's log for use by others.\n");
    help.append('\n')
        .append("Removing it from the newest commit is not enough: it stays in the history.");
    if (!metadata.docs().isEmpty()) {
      help.append(break2);
      help.append(
          markdown
              ? "[The provider's document](" + metadata.docs() + ")"
              : "The provider's document: " + metadata.docs());
    }
    return help.append('\n').toString();
  }

  private static String heading(String text, boolean markdown) {
    return markdown ? "## " + text + "\n\n" : text + ":\n";
  }
}
