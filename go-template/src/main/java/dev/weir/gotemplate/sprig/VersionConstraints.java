package dev.weir.gotemplate.sprig;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.text.Content;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoText;
import java.util.ArrayList;
import java.util.List;

/** A range of versions: alternatives, each a list of constraints that must all hold. */
final class VersionConstraints {
  private static final String VERSION =
      "v?([0-9|x|X|\\*]+)(\\.[0-9|x|X|\\*]+)?(\\.[0-9|x|X|\\*]+)?"
          + "(-([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?"
          + "(\\+([0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*))?";
  private static final String OPERATOR = "=||!=|>|<|>=|=>|<=|=<|~|~>|\\^";
  private static final Regex RANGE =
      Regex.of("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
  private static final Regex ONE = Regex.of("(" + OPERATOR + ")\\s*(" + VERSION + ")");
  private static final Regex WHOLE_ONE =
      Regex.of("^\\s*(" + OPERATOR + ")\\s*(" + VERSION + ")\\s*$");
  private static final Regex ALL =
      Regex.of(
          "^(\\s*("
              + OPERATOR
              + ")\\s*("
              + VERSION
              + ")\\s*)((?:\\s+|,\\s*)("
              + OPERATOR
              + ")\\s*("
              + VERSION
              + ")\\s*)*$");

  private final List<List<Constraint>> alternatives;

  private VersionConstraints(List<List<Constraint>> alternatives) {
    this.alternatives = alternatives;
  }

  static VersionConstraints parse(String text) throws FunctionException {
    List<List<Constraint>> alternatives = new ArrayList<>();
    for (String part : withoutRanges(text).split("\\|\\|", -1)) {
      Content content = content(part);
      if (!ALL.isFoundIn(content)) {
        throw new FunctionException("improper constraint: " + part);
      }
      List<Constraint> all = new ArrayList<>();
      for (MatchSpan span : ONE.findAll(content, 0, content.length())) {
        all.add(constraint(GoText.of(content.bytes(), span.start(), span.end())));
      }
      alternatives.add(all);
    }
    return new VersionConstraints(alternatives);
  }

  private static Content content(String text) {
    return Content.ofOwned(GoText.bytes(text));
  }

  /** Rewrites "1.2 - 1.4" as two constraints. */
  private static String withoutRanges(String text) {
    Content content = content(text);
    String result = text;
    for (int[] groups : RANGE.findAllGroups(content)) {
      String range = SemanticVersion.group(content, groups, 0);
      String both =
          ">= "
              + SemanticVersion.group(content, groups, 1)
              + ", <= "
              + SemanticVersion.group(content, groups, 11)
              + " ";
      int at = result.indexOf(range);
      result = result.substring(0, at) + both + result.substring(at + range.length());
    }
    return result;
  }

  private static Constraint constraint(String text) throws FunctionException {
    Content content = content(text);
    int[] groups = WHOLE_ONE.findGroups(content);
    if (groups == null) {
      throw new FunctionException("improper constraint: " + text);
    }
    String major = SemanticVersion.group(content, groups, 3);
    String minor = SemanticVersion.group(content, groups, 4);
    String patch = SemanticVersion.group(content, groups, 5);
    String prerelease = SemanticVersion.group(content, groups, 6);
    String version = SemanticVersion.group(content, groups, 2);
    Open open = Open.NONE;
    if (isOpen(major)) {
      version = "0.0.0" + prerelease;
      open = Open.MAJOR;
    } else if (isOpen(minor)) {
      version = major + ".0.0" + prerelease;
      open = Open.MINOR;
    } else if (isOpen(patch)) {
      version = major + minor + ".0" + prerelease;
      open = Open.PATCH;
    }
    try {
      String operator = SemanticVersion.group(content, groups, 1);
      return new Constraint(operator, SemanticVersion.parse(version), open);
    } catch (FunctionException e) {
      throw new FunctionException("constraint Parser Error");
    }
  }

  private static boolean isOpen(String part) {
    String text = part.startsWith(".") ? part.substring(1) : part;
    return text.isEmpty() || text.equals("x") || text.equals("X") || text.equals("*");
  }

  boolean allow(SemanticVersion version) {
    for (List<Constraint> all : alternatives) {
      if (all.stream().allMatch(constraint -> constraint.allows(version))) {
        return true;
      }
    }
    return false;
  }

  /** The first number of a constraint's version that may have any value. */
  private enum Open {
    NONE,
    MAJOR,
    MINOR,
    PATCH
  }

  /** An operator and its version. */
  private record Constraint(String operator, SemanticVersion wanted, Open open) {
    boolean allows(SemanticVersion version) {
      boolean unwantedPrerelease = !version.prerelease().isEmpty() && wanted.prerelease().isEmpty();
      if (operator.equals("!=")) {
        return open == Open.NONE ? version.compare(wanted) != 0 : differs(version);
      }
      if (unwantedPrerelease) {
        return false;
      }
      return switch (operator) {
        case ">" -> isGreater(version);
        case "<" -> version.compare(wanted) < 0;
        case ">=", "=>" -> version.compare(wanted) >= 0;
        case "<=", "=<" -> isAtMost(version);
        case "~", "~>" -> isNear(version);
        case "^" -> isCompatible(version);
        default -> open == Open.NONE ? version.compare(wanted) == 0 : isNear(version);
      };
    }

    private boolean sameMajor(SemanticVersion version) {
      return version.major().equals(wanted.major());
    }

    private boolean sameMinor(SemanticVersion version) {
      return version.minor().equals(wanted.minor());
    }

    private boolean differs(SemanticVersion version) {
      if (!version.prerelease().isEmpty() && wanted.prerelease().isEmpty()) {
        return false;
      }
      if (!sameMajor(version) || (!sameMinor(version) && open != Open.MINOR)) {
        return true;
      }
      if (open == Open.MINOR) {
        return false;
      }
      if (open == Open.PATCH) {
        return version.comparePrerelease(wanted.prerelease()) != 0;
      }
      return !version.patch().equals(wanted.patch()) || version.compare(wanted) != 0;
    }

    private boolean isGreater(SemanticVersion version) {
      if (open == Open.NONE || open == Open.MAJOR) {
        int major = version.major().compareTo(wanted.major());
        return (open == Open.NONE || major == 0) ? version.compare(wanted) > 0 : major > 0;
      }
      int major = version.major().compareTo(wanted.major());
      if (major != 0) {
        return major > 0;
      }
      return open == Open.PATCH && version.minor().compareTo(wanted.minor()) > 0;
    }

    private boolean isAtMost(SemanticVersion version) {
      if (open == Open.NONE) {
        return version.compare(wanted) <= 0;
      }
      int major = version.major().compareTo(wanted.major());
      boolean laterMinor =
          major == 0 && version.minor().compareTo(wanted.minor()) > 0 && open != Open.MINOR;
      return major <= 0 && !laterMinor;
    }

    private boolean isZero() {
      return wanted.major().signum() == 0
          && wanted.minor().signum() == 0
          && wanted.patch().signum() == 0;
    }

    private boolean isNear(SemanticVersion version) {
      if (version.compare(wanted) < 0) {
        return false;
      }
      if (isZero() && open != Open.MINOR && open != Open.PATCH) {
        return true;
      }
      return sameMajor(version) && (sameMinor(version) || open == Open.MINOR);
    }

    private boolean isCompatible(SemanticVersion version) {
      if (version.compare(wanted) < 0) {
        return false;
      }
      if (wanted.major().signum() > 0 || open == Open.MINOR) {
        return sameMajor(version);
      }
      if (version.major().signum() > 0) {
        return false;
      }
      if (wanted.minor().signum() > 0 || open == Open.PATCH) {
        return sameMinor(version);
      }
      return version.minor().signum() == 0 && version.patch().equals(wanted.patch());
    }
  }
}
