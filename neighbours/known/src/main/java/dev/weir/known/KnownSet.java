package dev.weir.known;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A set of values as keyed hashes, to store and to search for. Immutable. */
public final class KnownSet {
  private final KnownKey key;
  private final List<KnownEntry> entries;
  private final Literals literals;

  KnownSet(KnownKey key, List<KnownEntry> entries, Literals literals) {
    this.key = key;
    this.entries = List.copyOf(entries);
    this.literals = literals;
  }

  /**
   * One value, as its hash.
   *
   * @param id the HMAC-SHA-256 of the value, 64 hexadecimal digits
   * @param sources where the value is stored, one or more
   * @param since the day on which it was imported
   */
  public record KnownEntry(String id, List<String> sources, LocalDate since) {
    public KnownEntry {
      sources = List.copyOf(sources);
    }
  }

  /** Returns a set without values. */
  public static KnownSet empty(KnownKey key) {
    return new KnownSet(key, List.of(), new Literals());
  }

  /** Returns the values, in the order in which they were imported. */
  public List<KnownEntry> entries() {
    return entries;
  }

  KnownKey key() {
    return key;
  }

  Literals literals() {
    return literals;
  }

  /** Returns this set with more values; a value that is already in it gets another source. */
  public KnownSet with(List<KnownValue> values, LocalDate today) {
    Map<String, Integer> numbers = new HashMap<>();
    List<Set<String>> sources = new ArrayList<>();
    List<LocalDate> since = new ArrayList<>();
    for (KnownEntry entry : entries) {
      numbers.put(entry.id(), sources.size());
      sources.add(new LinkedHashSet<>(entry.sources()));
      since.add(entry.since());
    }
    Literals all = new Literals();
    for (int i = 0; i < literals.count(); i++) {
      all.addFrom(literals, i, literals.entry(i));
    }
    LiteralMaker maker = new LiteralMaker(key, values);
    for (KnownValue value : values) {
      String id = HexFormat.of().formatHex(maker.id(value));
      Integer known = numbers.putIfAbsent(id, sources.size());
      if (known == null) {
        maker.add(value, sources.size(), all);
        sources.add(new LinkedHashSet<>());
        since.add(today);
      }
      sources.get(known == null ? sources.size() - 1 : known).add(value.source());
    }
    String[] ids = new String[sources.size()];
    numbers.forEach((id, number) -> ids[number] = id);
    List<KnownEntry> made = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      made.add(new KnownEntry(ids[i], List.copyOf(sources.get(i)), since.get(i)));
    }
    return new KnownSet(key, made, all);
  }

  /** Returns this set without these sources; a value without any other source is dropped. */
  public KnownSet without(Predicate<String> source) {
    List<KnownEntry> kept = new ArrayList<>();
    int[] number = new int[entries.size()];
    for (int i = 0; i < number.length; i++) {
      KnownEntry entry = entries.get(i);
      List<String> left = entry.sources().stream().filter(source.negate()).toList();
      number[i] = left.isEmpty() ? -1 : kept.size();
      if (!left.isEmpty()) {
        kept.add(new KnownEntry(entry.id(), left, entry.since()));
      }
    }
    Literals all = new Literals();
    for (int i = 0; i < literals.count(); i++) {
      if (number[literals.entry(i)] >= 0) {
        all.addFrom(literals, i, number[literals.entry(i)]);
      }
    }
    return new KnownSet(key, kept, all);
  }

  @Override
  public String toString() {
    return entries.size() + " known values";
  }
}
