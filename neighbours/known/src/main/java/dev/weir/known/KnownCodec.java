package dev.weir.known;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encodes and decodes the file of known values: a header, 16 random bytes, the table, and an
 * HMAC-SHA-256 of everything before it. The table is encrypted (AES-256 in counter mode), so
 * without the key not even names or lengths can be read. It contains only hashes, so not even the
 * key reveals a value.
 *
 * <p>The table has for each value: its HMAC, the day, its sources, and for each of its forms the
 * keyed tag of a window, the offset of the window, the length, and 96 bits of an HMAC.
 */
final class KnownCodec {
  private static final byte[] HEADER = "weir known values 1\n".getBytes(US_ASCII);
  private static final String CIPHER = "AES/CTR/NoPadding";
  private static final int NONCE_BYTES = 16;
  private static final int SUM_BYTES = 32;
  private static final int ID_BYTES = 32;
  private static final int FORM_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES + 1;
  private static final int LEAST_LITERAL = FORM_BYTES + 2;
  // The JIT compiles code that is called often, so work is done in blocks instead of one long call.
  private static final int BLOCK = 1 << 14;

  private KnownCodec() {}

  /** Thrown if the bytes were not written with this key. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException() {
      super("damaged", null, false, false);
    }
  }

  static byte[] encode(KnownSet set) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    byte[] table = table(set);
    byte[] file = new byte[HEADER.length + NONCE_BYTES + table.length + SUM_BYTES];
    int at = HEADER.length + NONCE_BYTES;
    System.arraycopy(HEADER, 0, file, 0, HEADER.length);
    System.arraycopy(nonce, 0, file, HEADER.length, NONCE_BYTES);
    crypt(Cipher.ENCRYPT_MODE, set.key(), nonce, table, 0, file, at, table.length);
    byte[] sum = sum(set.key(), file);
    System.arraycopy(sum, 0, file, at + table.length, SUM_BYTES);
    return file;
  }

  static KnownSet decode(KnownKey key, byte[] file) throws DamagedException {
    int from = HEADER.length + NONCE_BYTES;
    int length = file.length - from - SUM_BYTES;
    if (length < 0 || !Arrays.equals(file, 0, HEADER.length, HEADER, 0, HEADER.length)) {
      throw new DamagedException();
    }
    byte[] stored = Arrays.copyOfRange(file, from + length, file.length);
    if (!MessageDigest.isEqual(stored, sum(key, file))) {
      throw new DamagedException();
    }
    byte[] nonce = Arrays.copyOfRange(file, HEADER.length, from);
    byte[] table = new byte[length];
    crypt(Cipher.DECRYPT_MODE, key, nonce, file, from, table, 0, length);
    try {
      return set(key, ByteBuffer.wrap(table));
    } catch (DateTimeException | IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new DamagedException();
    }
  }

  /** Returns the HMAC of all bytes except the last ones, which hold the HMAC itself. */
  private static byte[] sum(KnownKey key, byte[] file) {
    Mac mac = KnownKey.mac(key.derive("weir known file sum 1"));
    int end = file.length - SUM_BYTES;
    for (int at = 0; at < end; at += BLOCK) {
      mac.update(file, at, Math.min(BLOCK, end - at));
    }
    return mac.doFinal();
  }

  private static void crypt(
      int mode,
      KnownKey key,
      byte[] nonce,
      byte[] from,
      int fromAt,
      byte[] to,
      int toAt,
      int length) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      SecretKeySpec secret = new SecretKeySpec(key.derive("weir known file 1"), "AES");
      cipher.init(mode, secret, new IvParameterSpec(nonce));
      int done = 0;
      for (int at = 0; at < length; at += BLOCK) {
        int size = Math.min(BLOCK, length - at);
        done += cipher.update(from, fromAt + at, size, to, toAt + done);
      }
      cipher.doFinal(to, toAt + done);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  private static byte[] table(KnownSet set) {
    Literals literals = set.literals();
    int size = Integer.BYTES;
    List<byte[][]> names = new ArrayList<>();
    for (KnownSet.KnownEntry entry : set.entries()) {
      byte[][] sources = new byte[entry.sources().size()][];
      size += ID_BYTES + 3 * Integer.BYTES;
      for (int i = 0; i < sources.length; i++) {
        sources[i] = entry.sources().get(i).getBytes(UTF_8);
        size += Integer.BYTES + sources[i].length;
      }
      names.add(sources);
    }
    for (int i = 0; i < literals.count(); i++) {
      size += FORM_BYTES + sizeOf(literals.offset(i)) + sizeOf(literals.length(i));
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(set.entries().size());
    int literal = 0;
    for (int i = 0; i < names.size(); i++) {
      KnownSet.KnownEntry entry = set.entries().get(i);
      out.put(HexFormat.of().parseHex(entry.id()));
      out.putInt((int) entry.since().toEpochDay());
      out.putInt(names.get(i).length);
      for (byte[] name : names.get(i)) {
        out.putInt(name.length).put(name);
      }
      int end = literal;
      while (end < literals.count() && literals.entry(end) == i) {
        end++;
      }
      out.putInt(end - literal);
      for (; literal < end; literal++) {
        put(literals, literal, out);
      }
    }
    return out.array();
  }

  private static void put(Literals literals, int i, ByteBuffer out) {
    out.put(literals.form(i).code());
    out.putInt(literals.tag(i));
    putSize(literals.offset(i), out);
    putSize(literals.length(i), out);
    out.putLong(literals.high(i));
    out.putInt(literals.low(i));
  }

  private static int sizeOf(int number) {
    return number < 0x80 ? 1 : Integer.BYTES;
  }

  /** Writes a small number as one byte, and a larger one as four with the highest bit set. */
  private static void putSize(int number, ByteBuffer out) {
    if (number < 0x80) {
      out.put((byte) number);
    } else {
      out.putInt(number | Integer.MIN_VALUE);
    }
  }

  private static int getSize(ByteBuffer in) {
    byte first = in.get();
    if (first >= 0) {
      return first;
    }
    in.position(in.position() - 1);
    return in.getInt() & Integer.MAX_VALUE;
  }

  private static KnownSet set(KnownKey key, ByteBuffer in) throws DamagedException {
    int count = in.getInt();
    List<KnownSet.KnownEntry> entries = new ArrayList<>(Math.max(0, count));
    Literals literals = new Literals();
    literals.grow(Math.max(16, in.remaining() / LEAST_LITERAL));
    byte[] id = new byte[ID_BYTES];
    for (int i = 0; i < count; i++) {
      in.get(id);
      LocalDate since = LocalDate.ofEpochDay(in.getInt());
      List<String> sources = new ArrayList<>(1);
      for (int left = in.getInt(); left > 0; left--) {
        byte[] name = new byte[in.getInt()];
        in.get(name);
        sources.add(new String(name, UTF_8));
      }
      entries.add(new KnownSet.KnownEntry(HexFormat.of().formatHex(id), sources, since));
      for (int left = in.getInt(); left > 0; left--) {
        KnownForm form = KnownForm.of(in.get());
        int tag = in.getInt();
        int offset = getSize(in);
        int length = getSize(in);
        literals.add(tag, offset, length, in.getLong(), in.getInt(), i, form);
      }
    }
    if (in.hasRemaining()) {
      throw new DamagedException();
    }
    return new KnownSet(key, entries, literals);
  }
}
