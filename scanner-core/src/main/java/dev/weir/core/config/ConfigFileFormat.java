package dev.weir.core.config;

import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.PatternText;
import dev.weir.core.config.ConfigFile.RequiredTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.regex.RegexFacts;
import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.regex.syntax.RegexRun;
import dev.weir.core.rule.CheckRef;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.Severity;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the tables of a configuration in compiled form. The build that writes the form
 * also reads it, so it has no version.
 */
final class ConfigFileFormat {
  private final CompiledTexts texts;

  /**
   * Creates a format.
   *
   * @param texts where the texts stand, of which the tables have only the numbers
   */
  ConfigFileFormat(CompiledTexts texts) {
    this.texts = texts;
  }

  void writePattern(String pattern, RegexFacts facts, DataOutput out) throws IOException {
    writeText(pattern, out);
    out.writeInt(facts.groupCount());
    writeTexts(facts.anchors().literals(), out);
    out.writeInt(facts.anchors().before());
    out.writeInt(facts.anchors().after());
    out.writeInt(facts.anchors().lineBefore());
    out.writeInt(facts.anchors().lineAfter());
    out.writeLong(facts.run().low());
    out.writeLong(facts.run().high());
    out.writeInt(facts.run().length());
  }

  /** Reads what {@link #writePattern} wrote. */
  Map.Entry<String, RegexFacts> readPattern(ByteBuffer in) {
    String pattern = readText(in);
    return Map.entry(
        pattern,
        new RegexFacts(
            in.getInt(),
            new RegexAnchors(readTexts(in), in.getInt(), in.getInt(), in.getInt(), in.getInt()),
            new RegexRun(in.getLong(), in.getLong(), in.getInt())));
  }

  /** Writes everything except the rules. */
  void writeHead(ConfigFile config, DataOutput out) throws IOException {
    writeText(config.name(), out);
    writeText(config.minVersion(), out);
    writeAllowlists(config.allowlists(), out);
  }

  /** Reads what {@link #writeHead} wrote; the result has no rules. */
  ConfigFile readHead(ByteBuffer in) {
    return new ConfigFile(
        readText(in), readText(in), null, List.of(), readAllowlists(in), List.of(), Map.of());
  }

  void writeRule(RuleTable rule, DataOutput out) throws IOException {
    writeText(rule.file(), out);
    out.writeInt(rule.line());
    writeText(rule.id(), out);
    writeText(rule.description(), out);
    writeText(rule.regex().text(), out);
    out.writeInt(rule.regex().line());
    writeText(rule.path().text(), out);
    out.writeInt(rule.path().line());
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
    writeText(rule.metadata().severity().word(), out);
    writeText(rule.metadata().confidence().word(), out);
    writeText(rule.metadata().revoke(), out);
    writeText(rule.metadata().docs(), out);
    writeText(rule.metadata().check().written(), out);
    out.writeBoolean(rule.metadata().identifier());
  }

  private void writeAllowlists(List<AllowlistTable> lists, DataOutput out) throws IOException {
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
      writeText(list.scope().word(), out);
    }
  }

  private void writeText(String text, DataOutput out) throws IOException {
    out.writeInt(texts.number(text));
  }

  private void writeTexts(List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  private void writeInteger(@Nullable Integer value, DataOutput out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeInt(value);
    }
  }

  /** Reads what {@link #writeRule} wrote. */
  RuleTable readRule(ByteBuffer in) {
    return new RuleTable(
        readText(in),
        in.getInt(),
        readText(in),
        readText(in),
        new PatternText(readText(in), in.getInt()),
        new PatternText(readText(in), in.getInt()),
        in.getInt(),
        in.getDouble(),
        readTexts(in),
        readTexts(in),
        readAllowlists(in),
        readRequired(in),
        readFlag(in),
        new RuleMetadata(
            readText(in),
            Severity.of(readText(in)),
            Confidence.of(readText(in)),
            readText(in),
            readText(in),
            CheckRef.of(readText(in)),
            readFlag(in)));
  }

  private List<RequiredTable> readRequired(ByteBuffer in) {
    int count = in.getInt();
    List<RequiredTable> required = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      required.add(new RequiredTable(in.getInt(), readText(in), readInteger(in), readInteger(in)));
    }
    return required;
  }

  private List<AllowlistTable> readAllowlists(ByteBuffer in) {
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
              readTexts(in),
              Objects.requireNonNull(AllowlistScope.of(readText(in)))));
    }
    return lists;
  }

  private List<String> readTexts(ByteBuffer in) {
    int count = in.getInt();
    List<String> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(readText(in));
    }
    return read;
  }

  private @Nullable Integer readInteger(ByteBuffer in) {
    return readFlag(in) ? in.getInt() : null;
  }

  private static boolean readFlag(ByteBuffer in) {
    return in.get() != 0;
  }

  private String readText(ByteBuffer in) {
    return texts.text(in.getInt());
  }
}
