package dev.weir.core.config;

import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.Extend;
import dev.weir.core.config.ConfigFile.RequiredTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.regex.RegexAnchors;
import dev.weir.core.regex.RegexFacts;
import dev.weir.core.rule.RuleMetadata;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The compiled form of a configuration, which is read in a few milliseconds where TOML takes some
 * hundred. It is made when weir is built and read by the same build, so it has no versions.
 */
public final class ConfigFileFormat {
  private ConfigFileFormat() {}

  /** Writes a configuration. */
  public static void write(ConfigFile config, DataOutput out) throws IOException {
    out.writeInt(config.patterns().size());
    for (Map.Entry<String, RegexFacts> pattern : new TreeMap<>(config.patterns()).entrySet()) {
      RegexFacts facts = pattern.getValue();
      writeText(pattern.getKey(), out);
      boolean same = facts.forRe2j().equals(pattern.getKey());
      writeText(same ? "" : facts.forRe2j(), out);
      out.writeInt(facts.groupCount());
      writeTexts(facts.anchors().literals(), out);
      out.writeInt(facts.anchors().before());
      out.writeInt(facts.anchors().after());
    }
    writeText(config.name(), out);
    writeText(config.minVersion(), out);
    Extend extend = config.extend();
    out.writeBoolean(extend != null);
    if (extend != null) {
      out.writeInt(extend.line());
      writeText(extend.path(), out);
      writeText(extend.url(), out);
      out.writeBoolean(extend.useDefault());
      writeTexts(extend.disabledRules(), out);
    }
    writeAllowlists(config.allowlists(), out);
    out.writeInt(config.rules().size());
    List<String> patterns = List.copyOf(new TreeMap<>(config.patterns()).keySet());
    for (RuleTable rule : config.rules()) {
      writeRule(rule, patterns, out);
    }
  }

  private static void writeRule(RuleTable rule, List<String> patterns, DataOutput out)
      throws IOException {
    writeText(rule.file(), out);
    out.writeInt(rule.line());
    writeText(rule.id(), out);
    writeText(rule.description(), out);
    writePattern(rule.regex(), patterns, out);
    out.writeInt(rule.regexLine());
    writePattern(rule.path(), patterns, out);
    out.writeInt(rule.pathLine());
    out.writeInt(rule.secretGroup());
    out.writeDouble(rule.entropy());
    writeTexts(rule.keywords(), out);
    writeTexts(rule.tags(), out);
    writeAllowlists(rule.allowlists(), out);
    out.writeInt(rule.required().size());
    for (RequiredTable required : rule.required()) {
      out.writeInt(required.line());
      writeText(required.id(), out);
      writeInteger(required.withinLines(), out);
      writeInteger(required.withinColumns(), out);
    }
    out.writeBoolean(rule.skipReport());
    writeText(rule.metadata().provider(), out);
    writeText(rule.metadata().severity(), out);
    writeText(rule.metadata().confidence(), out);
    writeText(rule.metadata().revoke(), out);
    writeText(rule.metadata().docs(), out);
    writeText(rule.metadata().check(), out);
  }

  // One text for a pattern wherever it stands: it is looked up by, and hashed once.
  private static void writePattern(String pattern, List<String> patterns, DataOutput out)
      throws IOException {
    int index = Collections.binarySearch(patterns, pattern);
    out.writeInt(index);
    if (index < 0) {
      writeText(pattern, out);
    }
  }

  private static String readPattern(ByteBuffer in, String[] patterns) {
    int index = in.getInt();
    return index < 0 ? readText(in) : patterns[index];
  }

  private static void writeAllowlists(List<AllowlistTable> lists, DataOutput out)
      throws IOException {
    out.writeInt(lists.size());
    for (AllowlistTable list : lists) {
      writeText(list.file(), out);
      out.writeInt(list.line());
      writeText(list.description(), out);
      writeText(list.condition(), out);
      writeTexts(list.commits(), out);
      writeTexts(list.paths(), out);
      writeText(list.regexTarget(), out);
      writeTexts(list.regexes(), out);
      writeTexts(list.stopWords(), out);
      writeTexts(list.targetRules(), out);
    }
  }

  // writeUTF and readUTF go through a text char by char, which is slow before Java has warmed up.
  private static void writeText(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  private static void writeInteger(@Nullable Integer value, DataOutput out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeInt(value);
    }
  }

  /**
   * Reads what {@link #write} wrote, all of it in memory: a stream is slow before Java has warmed
   * up.
   */
  public static ConfigFile read(ByteBuffer in) {
    int known = in.getInt();
    Map<String, RegexFacts> patterns = new HashMap<>(known * 2);
    String[] texts = new String[known];
    for (int i = 0; i < known; i++) {
      String pattern = readText(in);
      texts[i] = pattern;
      String forRe2j = readText(in);
      patterns.put(
          pattern,
          new RegexFacts(
              forRe2j.isEmpty() ? pattern : forRe2j,
              in.getInt(),
              new RegexAnchors(readTexts(in), in.getInt(), in.getInt())));
    }
    String name = readText(in);
    String minVersion = readText(in);
    Extend extend = null;
    if (readFlag(in)) {
      extend = new Extend(in.getInt(), readText(in), readText(in), readFlag(in), readTexts(in));
    }
    List<AllowlistTable> allowlists = readAllowlists(in);
    int count = in.getInt();
    List<RuleTable> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rules.add(readRule(in, texts));
    }
    return new ConfigFile(name, minVersion, extend, rules, allowlists, patterns);
  }

  private static RuleTable readRule(ByteBuffer in, String[] patterns) {
    return new RuleTable(
        readText(in),
        in.getInt(),
        readText(in),
        readText(in),
        readPattern(in, patterns),
        in.getInt(),
        readPattern(in, patterns),
        in.getInt(),
        in.getInt(),
        in.getDouble(),
        readTexts(in),
        readTexts(in),
        readAllowlists(in),
        readRequired(in),
        readFlag(in),
        new RuleMetadata(
            readText(in), readText(in), readText(in), readText(in), readText(in), readText(in)));
  }

  private static List<RequiredTable> readRequired(ByteBuffer in) {
    int count = in.getInt();
    List<RequiredTable> required = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      required.add(new RequiredTable(in.getInt(), readText(in), readInteger(in), readInteger(in)));
    }
    return required;
  }

  private static List<AllowlistTable> readAllowlists(ByteBuffer in) {
    int count = in.getInt();
    List<AllowlistTable> lists = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lists.add(
          new AllowlistTable(
              readText(in),
              in.getInt(),
              readText(in),
              readText(in),
              readTexts(in),
              readTexts(in),
              readText(in),
              readTexts(in),
              readTexts(in),
              readTexts(in)));
    }
    return lists;
  }

  private static List<String> readTexts(ByteBuffer in) {
    int count = in.getInt();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  private static @Nullable Integer readInteger(ByteBuffer in) {
    return readFlag(in) ? in.getInt() : null;
  }

  private static boolean readFlag(ByteBuffer in) {
    return in.get() != 0;
  }

  private static String readText(ByteBuffer in) {
    int length = in.getInt();
    if (length == 0) {
      return "";
    }
    int at = in.position();
    in.position(at + length);
    return new String(in.array(), in.arrayOffset() + at, length, StandardCharsets.UTF_8);
  }
}
