package dev.weir.core.detect;

import java.util.Arrays;

/** A growing list of primitive ints. */
final class IntList {
  private int[] numbers = new int[16];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  int get(int i) {
    return numbers[i];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void sort() {
    Arrays.sort(numbers, 0, size);
  }
}
