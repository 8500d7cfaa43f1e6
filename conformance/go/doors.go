// Door devices and rules (acs v1). The rule calls take a user token only.
package main

import (
	"encoding/json"

	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkacs "github.com/larksuite/oapi-sdk-go/v3/service/acs/v1"
)

// doors makes the rule calls, with the user token.
type doors struct{ *suite }

func rule(name, user, device string, start, end int) *larkacs.Rule {
	openingTime := larkacs.NewOpeningTimeExternalBuilder().
		ValidDay(larkacs.NewOpeningTimeValidDayExternalBuilder().StartDay(1699031483).EndDay(1999931483).Build()).
		Weekdays([]int{1, 2, 3, 4, 5}).
		DayTimes([]*larkacs.OpeningTimePeriodExternal{
			larkacs.NewOpeningTimePeriodExternalBuilder().StartHhmm(start).EndHhmm(end).Build(),
		}).Build()
	return larkacs.NewRuleBuilder().Name(name).
		Devices([]*larkacs.DeviceExternal{larkacs.NewDeviceExternalBuilder().Id(device).Name("door").Build()}).
		UserCount("1").
		Users([]*larkacs.UserExternal{
			larkacs.NewUserExternalBuilder().UserType(1).UserId(user).UserName("one").Build(),
		}).
		VisitorCount("0").RemindFace(false).OpeningTime(openingTime).IsTemp(false).Build()
}

// write creates a rule, or updates the one with the given id.
func (d doors) write(one *larkacs.Rule, id string) (*larkacs.CreateRuleExternalResp, error) {
	request := larkacs.NewCreateRuleExternalReqBuilder().UserIdType(openID).
		Body(larkacs.NewCreateRuleExternalReqBodyBuilder().Rule(one).Build())
	if id != "" {
		request.RuleId(id)
	}
	return d.client.Acs.V1.RuleExternal.Create(d.ctx, request.Build(), d.asUser())
}

func (d doors) written(one *larkacs.Rule, id string) (string, error) {
	resp, err := d.write(one, id)
	if err := expect(resp, err).accepted(); err != nil {
		return "", err
	}
	return value(resp.Data.RuleId), nil
}

// writeAsApp is the raw call: the typed one refuses to go out without a user token.
func (d doors) writeAsApp() answer {
	body := map[string]any{"rule": map[string]any{"name": unique("door")}}
	resp, err := d.client.Post(d.ctx, "/open-apis/acs/v1/rule_external", body, larkcore.AccessTokenTypeTenant)
	if err != nil {
		return expect(resp, err)
	}
	var got larkcore.CodeError
	if err := json.Unmarshal(resp.RawBody, &got); err != nil {
		return answer{err: failure("-", err.Error())}
	}
	return answer{code: got.Code, msg: got.Msg}
}

func (d doors) get(device string) (*larkacs.GetRuleExternalResp, error) {
	return d.client.Acs.V1.RuleExternal.Get(d.ctx, larkacs.NewGetRuleExternalReqBuilder().
		DeviceId(device).UserIdType(openID).Build(), d.asUser())
}

// names gives the names of a device's rules by id, and the ids in their order.
func (d doors) names(device string) (names map[string]string, ids []string, err error) {
	resp, err := d.get(device)
	if err := expect(resp, err).accepted(); err != nil {
		return nil, nil, err
	}
	names = map[string]string{}
	for _, one := range resp.Data.Rules {
		names[value(one.Id)] = value(one.Name)
		ids = append(ids, value(one.Id))
	}
	return names, ids, nil
}

// nameIs checks the name of a device's rule; an empty one means there is no such rule.
func (d doors) nameIs(device, id, expected string) error {
	names, _, err := d.names(device)
	if err != nil {
		return err
	}
	return equal(names[id], expected, "the rule's name")
}

func (d doors) bind(device string, rules []string) (*larkacs.DeviceBindRuleExternalResp, error) {
	return d.client.Acs.V1.RuleExternal.DeviceBind(d.ctx, larkacs.NewDeviceBindRuleExternalReqBuilder().
		Body(larkacs.NewDeviceBindRuleExternalReqBodyBuilder().DeviceId(device).RuleIds(rules).Build()).Build(), d.asUser())
}

func (d doors) delete(id string) (*larkacs.DeleteRuleExternalResp, error) {
	return d.client.Acs.V1.RuleExternal.Delete(d.ctx,
		larkacs.NewDeleteRuleExternalReqBuilder().RuleId(id).Build(), d.asUser())
}

func (d doors) devices() (ids []string, err error) {
	resp, err := d.client.Acs.V1.Device.List(d.ctx)
	if err := expect(resp, err).accepted(); err != nil {
		return nil, err
	}
	for _, device := range resp.Data.Items {
		ids = append(ids, value(device.DeviceId))
	}
	return ids, nil
}

func runDoors(s *suite) {
	api, user, device, step := doors{s}, s.Users[0], s.Text["device_id"], s.step
	name, renamed, id := unique("door"), unique("door-renamed"), ""
	var before []string
	hasBefore := ""

	step("device.list", func() error { return listed(api.devices)(device, true) })
	step("rule_external.get.before", func() (err error) {
		if _, err = s.userToken(); err == nil {
			_, before, err = api.names(device)
		}
		if err == nil {
			hasBefore = "yes"
		}
		return err
	})
	step("rule_external.create", func() (err error) {
		if id, err = api.written(rule(name, user, device, 900, 1800), ""); err != nil {
			return err
		}
		return check(id != "", "no rule_id in the answer")
	})
	step("rule_external.create.tenant_token", func() error { return api.writeAsApp().refused(99991663) })
	step("rule_external.create.taken_name", func() error {
		return expect(api.write(rule(name, user, device, 900, 1800), "")).refused(1490112)
	}, id)
	step("rule_external.create.unknown_device", func() error {
		return expect(api.write(rule(unique("door"), user, noNumber, 900, 1800), "")).refused(1490030)
	})
	step("rule_external.create.backward_hours", func() error {
		return expect(api.write(rule(unique("door"), user, device, 1800, 900), "")).refused(1490001)
	})
	step("rule_external.get", func() error { return api.nameIs(device, id, name) }, id)
	step("rule_external.update", func() error {
		got, err := api.written(rule(renamed, user, device, 900, 1800), id)
		if err != nil {
			return err
		}
		return equal(got, id, "rule_id")
	}, id)
	step("rule_external.update.unknown_rule", func() error {
		return expect(api.write(rule(unique("door"), user, device, 900, 1800), noNumber)).refused(1490090)
	})
	step("rule_external.get.updated", func() error { return api.nameIs(device, id, renamed) }, id)
	runBinding(api, device, id, renamed)
	step("rule_external.delete", func() error { return expect(api.delete(id)).accepted() }, id)
	step("rule_external.delete.again", func() error { return expect(api.delete(id)).refused(1490012) }, id)
	step("rule_external.delete.unknown", func() error { return expect(api.delete(noNumber)).refused(1490090) })
	step("rule_external.get.gone", func() error { return api.nameIs(device, id, "") }, id)
	step("rule_external.device_bind.restored", func() error {
		if len(before) == 0 {
			return nil // the SDK drops an empty list from the body
		}
		return expect(api.bind(device, before)).accepted()
	}, hasBefore)
}

// runBinding makes the rule the only one of its device.
func runBinding(api doors, device, id, name string) {
	step := api.step
	step("rule_external.device_bind", func() error { return expect(api.bind(device, []string{id})).accepted() }, id)
	step("rule_external.device_bind.unknown_device", func() error {
		return expect(api.bind(noNumber, []string{id})).refused(1490030)
	}, id)
	step("rule_external.device_bind.unknown_rule", func() error {
		return expect(api.bind(device, []string{noNumber})).refused(1490090)
	})
	step("rule_external.get.bound", func() error {
		names, _, err := api.names(device)
		if err != nil {
			return err
		}
		return equal(names, map[string]string{id: name}, "the device's rules")
	}, id)
	step("rule_external.get.unknown_device", func() error { return expect(api.get(noNumber)).refused(1490030) })
}
