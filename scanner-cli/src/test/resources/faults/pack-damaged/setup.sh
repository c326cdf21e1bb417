. "$CASES/functions.sh"
repository
git gc -q
pack=$(ls .git/objects/pack/*.pack)
chmod +w "$pack"
size=$(stat -c %s "$pack")
dd if=/dev/zero of="$pack" bs=1 seek=40 count=$((size - 80)) conv=notrunc 2>/dev/null
