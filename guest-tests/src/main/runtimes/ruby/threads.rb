# Threads, queues, condition variables, processes, and what depends on time and chance.
require 'open3'
require 'securerandom'
require 'timeout'

log = Queue.new
racy = 0
queue = SizedQueue.new(3)
producers = 3.times.map do |n|
  Thread.new do
    5.times { |i| queue << [n, i]; sleep(rand / 200) }
  end
end
consumer = Thread.new { 15.times { log << queue.pop } }
(producers + [consumer]).each(&:join)
puts "queue #{Array.new(log.size) { log.pop }}"

4.times.map { Thread.new { 200.times { |i| seen = racy; Thread.pass if i % 50 == 0; racy = seen + 1 } } }
  .each(&:join)
mutex, ready, done = Mutex.new, ConditionVariable.new, false
waiter = Thread.new { mutex.synchronize { ready.wait(mutex) until done; :woken } }
mutex.synchronize { done = true; ready.broadcast }
puts "racy #{racy} #{waiter.value}"

pids = 3.times.map { |n| fork { sleep(rand / 100); exit!(n) } }
puts "ended #{pids.map { Process.wait2.then { |pid, status| [pid, status.exitstatus] } }}"
puts Open3.capture3('cat; echo $$ >&2; exit 3', stdin_data: 'input').inspect
begin
  Timeout.timeout(0.1) { sleep }
rescue Timeout::Error => e
  puts e.message
end
fibers = Enumerator.new { |y| 3.times { |i| y << i } }
puts "#{fibers.to_a} #{Ractor.new { 1 + 2 }.take}"
puts "#{'text'.hash} #{Object.new.hash} #{rand} #{SecureRandom.hex(8)} #{Time.now.to_f} #{$$}"
