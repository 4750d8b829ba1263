-- Coroutines in turns, the order of tables, and what depends on time, chance and addresses.
local log = {}
local routines = {}
for n = 1, 4 do
  routines[n] = coroutine.create(function()
    for i = 1, 5 do
      log[#log + 1] = n .. "." .. i
      coroutine.yield()
    end
  end)
end
while #routines > 0 do
  local pick = math.random(#routines)
  coroutine.resume(routines[pick])
  if coroutine.status(routines[pick]) == "dead" then
    table.remove(routines, pick)
  end
end
print(table.concat(log, " "))
local keys = {}
for _, word in ipairs({ "one", "two", "three", "four", "five", "six" }) do
  keys[word] = true
end
for key in pairs(keys) do
  io.write(key, " ")
end
print({}, print, math.random(), os.time(), os.clock(), os.tmpname())
local pipe = io.popen("echo child $$; exit 3")
print(pipe:read("a"), pipe:close())
collectgarbage()
print(collectgarbage("count"))
