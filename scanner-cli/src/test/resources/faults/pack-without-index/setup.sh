. "$CASES/functions.sh"
repository
git gc -q
rm -f .git/objects/pack/*.idx .git/objects/info/commit-graph
