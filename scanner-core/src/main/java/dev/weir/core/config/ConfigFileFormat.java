package dev.weir.core.config;

import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.Extend;
import dev.weir.core.config.ConfigFile.RequiredTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.rule.RuleMetadata;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compiled form of a configuration, which is read in a few milliseconds where TOML takes some
 * hundred. It is made when weir is built and read by the same build, so it has no versions.
 */
public final class ConfigFileFormat {
  private ConfigFileFormat() {}

  /** Writes a configuration. */
  public static void write(ConfigFile config, DataOutput out) throws IOException {
    out.writeUTF(config.name());
    out.writeUTF(config.minVersion());
    Extend extend = config.extend();
    out.writeBoolean(extend != null);
    if (extend != null) {
      out.writeInt(extend.line());
      out.writeUTF(extend.path());
      out.writeUTF(extend.url());
      out.writeBoolean(extend.useDefault());
      writeTexts(extend.disabledRules(), out);
    }
    writeAllowlists(config.allowlists(), out);
    out.writeInt(config.rules().size());
    for (RuleTable rule : config.rules()) {
      writeRule(rule, out);
    }
  }

  private static void writeRule(RuleTable rule, DataOutput out) throws IOException {
    out.writeUTF(rule.file());
    out.writeInt(rule.line());
    out.writeUTF(rule.id());
    out.writeUTF(rule.description());
    out.writeUTF(rule.regex());
    out.writeInt(rule.regexLine());
    out.writeUTF(rule.path());
    out.writeInt(rule.pathLine());
    out.writeInt(rule.secretGroup());
    out.writeDouble(rule.entropy());
    writeTexts(rule.keywords(), out);
    writeTexts(rule.tags(), out);
    writeAllowlists(rule.allowlists(), out);
    out.writeInt(rule.required().size());
    for (RequiredTable required : rule.required()) {
      out.writeInt(required.line());
      out.writeUTF(required.id());
      writeInteger(required.withinLines(), out);
      writeInteger(required.withinColumns(), out);
    }
    out.writeBoolean(rule.skipReport());
    out.writeUTF(rule.metadata().provider());
    out.writeUTF(rule.metadata().severity());
    out.writeUTF(rule.metadata().confidence());
    out.writeUTF(rule.metadata().revoke());
    out.writeUTF(rule.metadata().docs());
    out.writeUTF(rule.metadata().check());
  }

  private static void writeAllowlists(List<AllowlistTable> lists, DataOutput out)
      throws IOException {
    out.writeInt(lists.size());
    for (AllowlistTable list : lists) {
      out.writeUTF(list.file());
      out.writeInt(list.line());
      out.writeUTF(list.description());
      out.writeUTF(list.condition());
      writeTexts(list.commits(), out);
      writeTexts(list.paths(), out);
      out.writeUTF(list.regexTarget());
      writeTexts(list.regexes(), out);
      writeTexts(list.stopWords(), out);
      writeTexts(list.targetRules(), out);
    }
  }

  private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static void writeInteger(@Nullable Integer value, DataOutput out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeInt(value);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static ConfigFile read(DataInput in) throws IOException {
    String name = in.readUTF();
    String minVersion = in.readUTF();
    Extend extend = null;
    if (in.readBoolean()) {
      extend =
          new Extend(in.readInt(), in.readUTF(), in.readUTF(), in.readBoolean(), readTexts(in));
    }
    List<AllowlistTable> allowlists = readAllowlists(in);
    int count = in.readInt();
    List<RuleTable> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rules.add(readRule(in));
    }
    return new ConfigFile(name, minVersion, extend, rules, allowlists);
  }

  private static RuleTable readRule(DataInput in) throws IOException {
    return new RuleTable(
        in.readUTF(),
        in.readInt(),
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readInt(),
        in.readUTF(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        readTexts(in),
        readTexts(in),
        readAllowlists(in),
        readRequired(in),
        in.readBoolean(),
        new RuleMetadata(
            in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()));
  }

  private static List<RequiredTable> readRequired(DataInput in) throws IOException {
    int count = in.readInt();
    List<RequiredTable> required = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      required.add(new RequiredTable(in.readInt(), in.readUTF(), readInteger(in), readInteger(in)));
    }
    return required;
  }

  private static List<AllowlistTable> readAllowlists(DataInput in) throws IOException {
    int count = in.readInt();
    List<AllowlistTable> lists = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lists.add(
          new AllowlistTable(
              in.readUTF(),
              in.readInt(),
              in.readUTF(),
              in.readUTF(),
              readTexts(in),
              readTexts(in),
              in.readUTF(),
              readTexts(in),
              readTexts(in),
              readTexts(in)));
    }
    return lists;
  }

  private static List<String> readTexts(DataInput in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private static @Nullable Integer readInteger(DataInput in) throws IOException {
    return in.readBoolean() ? in.readInt() : null;
  }
}
