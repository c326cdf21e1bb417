. "$CASES/functions.sh"
repository
rm -f "$(object HEAD~1)"
