. "$CASES/functions.sh"
mkdir r
ln -s /proc/self/mem r/link
