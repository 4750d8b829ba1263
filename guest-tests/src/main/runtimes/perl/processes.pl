# Children that write to pipes and end in an order of chance; signals and alarms.
use strict;
use warnings;
use IO::Select;
use Time::HiRes qw(sleep ualarm time);

my $select = IO::Select->new;
for my $n (1 .. 4) {
    pipe(my $read, my $write) or die;
    my $pid = fork // die;
    if (!$pid) {
        close $read;
        for my $i (1 .. 3) {
            sleep(rand() / 100);
            syswrite $write, "child $n says $i in $$\n";
        }
        exit $n;
    }
    close $write;
    $select->add($read);
}
while ($select->count) {
    for my $handle ($select->can_read) {
        my $size = sysread $handle, my $text, 4096;
        if ($size) { print $text } else { $select->remove($handle) }
    }
}
while ((my $pid = wait) > 0) { print "$pid ended with ", $? >> 8, "\n" }
my $ticks = 0;
local $SIG{ALRM} = sub { $ticks++ };
ualarm 5000, 5000;
select undef, undef, undef, 0.02 while $ticks < 5;
ualarm 0;
print "$ticks ticks at ", time(), "\n", `ps -o pid,comm --no-headers`;
