package dev.weir.core.config;

import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.regex.RegexFacts;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.IntArrays;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was read and checked when weir was built. Reading TOML takes some hundred
 * milliseconds, reading this form a few, however many rules there are, because a rule is created
 * when it is first needed. Safe for several threads.
 *
 * <p>The first part of the form has what each scan needs: the literals of all rules, and what is
 * outside the rules. The second part, with the rules, is read when a text first needs one.
 */
public final class CompiledConfig {
  private final RuleLiterals literals;
  private final Section head;
  private final Supplier<ByteBuffer> rest;
  private @Nullable Section rules;

  /**
   * Reads the first part of the compiled form.
   *
   * @param first the first bytes of what {@link #write} wrote, as many as it returned
   * @param rest reads all bytes behind them; called once at most
   */
  public CompiledConfig(ByteBuffer first, Supplier<ByteBuffer> rest) {
    literals = RuleLiterals.read(first);
    head = new Section(first);
    this.rest = rest;
  }

  /**
   * Writes a configuration.
   *
   * @param config without {@code extend} and without allowlists that name rules
   * @param loaded the rules that a {@link ConfigLoader} made from {@code config}, in the same order
   * @param pieces what many patterns contain, to store it once; a piece that contains another one
   *     is before it
   * @return the number of bytes in the first part
   */
  public static int write(ConfigFile config, RuleSet loaded, List<String> pieces, OutputStream out)
      throws IOException {
    if (config.extend() != null
        || config.allowlists().stream().anyMatch(list -> !list.targetRules().isEmpty())) {
      throw new IllegalArgumentException(
          "only a configuration without extend and targetRules can be compiled");
    }
    SectionWriter head = new SectionWriter(config.patterns(), List.of());
    DataOutputStream record = head.next(patterns(config.allowlists()));
    head.format.writeHead(config, record);
    SectionWriter rules = new SectionWriter(config.patterns(), pieces);
    for (RuleTable rule : config.rules()) {
      List<String> used = patterns(rule.allowlists());
      used.add(rule.regex().text());
      used.add(rule.path().text());
      rules.format.writeRule(rule, rules.next(used));
    }
    DataOutputStream data = new DataOutputStream(out);
    loaded.literals().write(data);
    head.write(data);
    int first = data.size();
    rules.write(data);
    data.flush();
    return first;
  }

  private static List<String> patterns(List<AllowlistTable> lists) {
    List<String> used = new ArrayList<>();
    for (AllowlistTable list : lists) {
      used.add(RuleCompiler.joined(list.paths()));
      used.add(RuleCompiler.joined(list.regexes()));
    }
    return used;
  }

  private synchronized Section rules() {
    Section known = rules;
    if (known == null) {
      known = new Section(rest.get());
      rules = known;
    }
    return known;
  }

  /** Returns the rules, ready for use. */
  public RuleSet ruleSet() {
    List<Problem> problems = new ArrayList<>();
    RuleCompiler compiler = new RuleCompiler(problems);
    ByteBuffer in = head.record(0);
    compiler.know(head.patterns(in));
    List<AllowlistTable> lists = head.format.readHead(in).allowlists();
    RuleSet set =
        RuleSet.ofCompiled(
            new CompiledRules(literals.rules(), compiler.allowlists(lists, AllowlistScope.GENERIC)),
            compiler.allowlists(lists, AllowlistScope.ALL),
            literals);
    check(problems);
    return set;
  }

  /** Returns the tables, for a configuration that extends this one. */
  public ConfigFile configFile() {
    ByteBuffer in = head.record(0);
    Map<String, RegexFacts> known = head.patterns(in);
    ConfigFile config = head.format.readHead(in);
    Section all = rules();
    List<RuleTable> tables = new ArrayList<>(literals.rules());
    for (int i = 0; i < literals.rules(); i++) {
      ByteBuffer record = all.record(i);
      known.putAll(all.patterns(record));
      tables.add(all.format.readRule(record));
    }
    return new ConfigFile(
        config.name(), config.minVersion(), null, tables, config.allowlists(), List.of(), known);
  }

  private Rule makeRule(int number) {
    List<Problem> problems = new ArrayList<>();
    RuleCompiler compiler = new RuleCompiler(problems);
    Section all = rules();
    ByteBuffer in = all.record(number);
    compiler.know(all.patterns(in));
    Rule rule = compiler.rule(all.format.readRule(in), List.of());
    check(problems);
    if (rule == null) {
      throw new IllegalStateException("rule " + number + " of this build is invalid");
    }
    return rule;
  }

  private static void check(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the compiled rules of this build are damaged: " + problems);
    }
  }

  /** The rules, each created once. */
  private final class CompiledRules extends AbstractList<Rule> implements RandomAccess {
    private final AtomicReferenceArray<Rule> made;
    private final List<Allowlist> forGeneric;

    CompiledRules(int size, List<Allowlist> forGeneric) {
      made = new AtomicReferenceArray<>(size);
      this.forGeneric = forGeneric;
    }

    @Override
    public Rule get(int number) {
      Rule known = made.get(number);
      if (known == null) {
        Rule rule = makeRule(number);
        made.compareAndSet(number, null, rule.isGeneric() ? rule.alsoAllowing(forGeneric) : rule);
        known = made.get(number);
      }
      return known;
    }

    @Override
    public int size() {
      return made.length();
    }
  }

  /** Tables, and the texts and patterns that they use, by numbers. */
  private static final class Section {
    private final ConfigFileFormat format;
    private final Records patterns;
    private final Records records;

    Section(ByteBuffer in) {
      format = new ConfigFileFormat(CompiledTexts.read(in));
      patterns = Records.read(in);
      records = Records.read(in);
    }

    ByteBuffer record(int number) {
      return records.record(number);
    }

    /** Reads the patterns that begin a record. */
    Map<String, RegexFacts> patterns(ByteBuffer in) {
      int count = in.getInt();
      Map<String, RegexFacts> known = new HashMap<>();
      for (int i = 0; i < count; i++) {
        var pattern = format.readPattern(patterns.record(in.getInt()));
        known.put(pattern.getKey(), pattern.getValue());
      }
      return known;
    }
  }

  /** Writes a {@link Section}. */
  private static final class SectionWriter {
    private final Map<String, RegexFacts> facts;
    private final CompiledTexts texts;
    private final ConfigFileFormat format;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final RecordsWriter patterns = new RecordsWriter();
    private final RecordsWriter records = new RecordsWriter();

    SectionWriter(Map<String, RegexFacts> facts, List<String> pieces) {
      this.facts = facts;
      this.texts = new CompiledTexts(pieces);
      this.format = new ConfigFileFormat(texts);
    }

    /** Starts a record with the patterns that it uses. */
    DataOutputStream next(List<String> used) throws IOException {
      List<Integer> known = new ArrayList<>();
      for (String pattern : used) {
        RegexFacts about = facts.get(pattern);
        if (about != null && !numbers.containsKey(pattern)) {
          numbers.put(pattern, numbers.size());
          format.writePattern(pattern, about, patterns.next());
        }
        if (about != null) {
          known.add(numbers.get(pattern));
        }
      }
      DataOutputStream record = records.next();
      record.writeInt(known.size());
      for (int number : known) {
        record.writeInt(number);
      }
      return record;
    }

    void write(DataOutputStream out) throws IOException {
      texts.write(out);
      patterns.write(out);
      records.write(out);
    }
  }

  /** Parts of the bytes that can be read separately. */
  private static final class Records {
    private final ByteBuffer bytes;
    private final int[] starts;

    private Records(ByteBuffer bytes, int[] starts) {
      this.bytes = bytes;
      this.starts = starts;
    }

    static Records read(ByteBuffer in) {
      int count = in.getInt();
      int[] starts = IntArrays.read(in, count + 1);
      int length = starts[count];
      ByteBuffer bytes = in.slice(in.position(), length);
      in.position(in.position() + length);
      return new Records(bytes, starts);
    }

    ByteBuffer record(int number) {
      return bytes.duplicate().position(starts[number]);
    }
  }

  /** Writes {@link Records}. */
  private static final class RecordsWriter {
    private final List<ByteArrayOutputStream> records = new ArrayList<>();

    DataOutputStream next() {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      records.add(record);
      return new DataOutputStream(record);
    }

    void write(DataOutputStream out) throws IOException {
      int[] starts = new int[records.size() + 1];
      for (int i = 0; i < records.size(); i++) {
        starts[i + 1] = starts[i] + records.get(i).size();
      }
      out.writeInt(records.size());
      IntArrays.write(starts, out);
      for (ByteArrayOutputStream record : records) {
        record.writeTo(out);
      }
    }
  }
}
