. "$CASES/functions.sh"
mkdir r
echo a > r/a
