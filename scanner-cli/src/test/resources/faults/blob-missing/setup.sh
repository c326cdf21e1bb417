. "$CASES/functions.sh"
repository
rm -f "$(object HEAD:g)"
