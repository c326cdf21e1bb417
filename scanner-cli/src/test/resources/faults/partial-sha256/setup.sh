. "$CASES/functions.sh"
repository --object-format=sha256
git config uploadpack.allowFilter true
cd ..
git clone -q -n --filter=blob:none "file://$PWD/r" c
