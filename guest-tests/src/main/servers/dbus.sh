# A message bus, its clients and a monitor.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
dbus-daemon --session --nofork --print-address=3 --print-pid=4 3> address 4> pid --address="unix:path=$PWD/bus" &
sleep 0.5
DBUS_SESSION_BUS_ADDRESS=$(cat address)
export DBUS_SESSION_BUS_ADDRESS
cat pid address
dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListNames
dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetId
dbus-monitor --session > monitor.txt &
sleep 0.3
dbus-send --session --type=signal / a.b.C string:hi uint32:5
sleep 0.3
kill %2 %1
wait
grep 'uint32 5' monitor.txt
cat monitor.txt
