// Prints the classes of characters that Go's regexp knows, in the form of
// scanner-core/src/main/resources/dev/weir/core/regex/syntax/unicode-classes.txt:
//
//	go run bench/unicode-classes.go > FILE
package main

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

func number(n rune) string { return strconv.FormatInt(int64(n), 36) }

// line prints the ranges of a class as distances, each from the end of the previous range.
func line(name string, table *unicode.RangeTable) {
	fmt.Print(name)
	last := rune(0)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !unicode.Is(table, r) {
			continue
		}
		end := r
		for end < unicode.MaxRune && unicode.Is(table, end+1) {
			end++
		}
		fmt.Print(" ", number(r-last))
		if end > r {
			fmt.Print("-", number(end-r))
		}
		last = end
		r = end
	}
	fmt.Println()
}

func lines(tables map[string]*unicode.RangeTable, wanted func(string) bool) {
	names := []string{}
	for name := range tables {
		if wanted(name) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		line(name, tables[name])
	}
}

func main() {
	// The other categories are unions of these.
	lines(unicode.Categories, func(name string) bool { return len(name) == 2 && name != "LC" && name != "Cn" })
	lines(unicode.Scripts, func(string) bool { return true })
	groups := []string{"fold"}
	last := rune(0)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		group := []string{number(r - last)}
		before := r
		next := unicode.SimpleFold(r)
		for ; next > before; next = unicode.SimpleFold(next) {
			group = append(group, number(next-before))
			before = next
		}
		if next == r && len(group) > 1 {
			groups = append(groups, strings.Join(group, ","))
			last = r
		}
	}
	fmt.Println(strings.Join(groups, " "))
}
